import {describe, expect, it} from 'vitest';
import {
	proposeAddServer,
	proposeDeleteServers,
	proposeEditServer,
} from '../../../source/features/edit/server-edits.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {type KnownService, type Sysctls, unknownSysctls} from '../../../source/plans/known-row.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {
	commandsOf,
	gue,
	nat,
	seenServer,
	seenService,
	targetsIn,
	web,
	webKey,
} from '../../support/example.ts';

describe('adding a server', () => {
	it('contains everything that is not a default', () => {
		const proposal = proposeAddServer(seenService(web), gue);
		expect(commandsOf(proposal)).toEqual([
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
		expect(proposal.plan?.steps[0]?.before).toEqual({
			row: 'no-server',
			service: webKey,
			server: {address: '10.0.0.11', port: 80},
		});
	});

	it('is refused if it already exists, and if ipvsadm would change it', () => {
		expect(commandsOf(proposeAddServer(seenService(web, [seenServer(nat)]), nat))).toBe(
			'10.0.0.8:8080 is already in tcp:172.16.249.138:80',
		);
		expect(commandsOf(proposeAddServer(seenService(web), {...nat, forwarding: 'route'}))).toMatch(
			/only masquerading/,
		);
	});
});

describe('editing a server', () => {
	const [target] = targetsIn(seenService(web, [seenServer(nat), seenServer(gue)]));
	if (!target) {
		throw new Error('no target');
	}

	it('keeps what is not edited', () => {
		const proposal = proposeEditServer(target, {...nat, upperThreshold: 2000});
		expect(commandsOf(proposal)).toEqual([
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1 -x 2000 -y 800',
		]);
		expect(proposal.plan?.title).toBe(
			'edit server 10.0.0.8:8080 in tcp:172.16.249.138:80: upper threshold',
		);
	});

	it('says that open connections keep their forwarding method', () => {
		const service = seenService(web, [seenServer({...nat, port: 80})]);
		const [onPort80] = targetsIn(service);
		const {plan} = proposeEditServer(onPort80 ?? target, {...nat, forwarding: 'route'});
		expect(plan?.warnings).toEqual(['open connections keep the old forwarding method']);
	});

	it('is refused if nothing changes, and if the kernel would change something else', () => {
		expect(commandsOf(proposeEditServer(target, nat))).toMatch(/already has these values$/);
		expect(commandsOf(proposeEditServer(target, {...nat, forwarding: 'route'}))).toMatch(
			/only masquerading/,
		);
		expect(
			commandsOf(proposeEditServer({...target, server: {...target.server, rule: null}}, nat)),
		).toMatch(/not known/);
	});
});

const silent: Sysctls = defaultSysctls;
const resetting: Sysctls = {...defaultSysctls, expireNodestConn: true};

describe('deleting servers', () => {
	function deleted(service: KnownService, sysctls: Sysctls, count = 1) {
		return proposeDeleteServers(targetsIn(service).slice(0, count), sysctls).plan;
	}

	const busy = seenService(web, [
		seenServer(nat, {activeConnections: 6, inactiveConnections: 70}),
		seenServer(gue),
	]);

	it('takes each out of its service and could bring it back', () => {
		const plan = deleted(busy, silent, 2);
		expect(plan?.title).toBe('delete 2 servers');
		expect(commandsOf({plan})).toEqual([
			'ipvsadm -d -t 172.16.249.138:80 -r 10.0.0.8:8080',
			'ipvsadm -d -t 172.16.249.138:80 -r 10.0.0.11:80',
		]);
		expect(plan?.steps[0]?.before).toEqual({row: 'server', service: webKey, rule: nat});
	});

	it.each<[Sysctls, RegExp]>([
		[silent, /^6 connections of 10\.0\.0\.8:8080 .* clients hang \(expire_nodest_conn is 0\)$/],
		[resetting, /^6 connections of 10\.0\.0\.8:8080 .* cut off: their clients are reset$/],
		[unknownSysctls, /clients hang, or are reset if expire_nodest_conn is 1$/],
	])('says how open connections end with %o', (sysctls, words) => {
		const plan = deleted(busy, sysctls);
		expect(plan?.danger).toBe('drops-traffic');
		expect(plan?.warnings).toEqual([expect.stringMatching(words)]);
	});

	it('does not count TCP connections that are closed', () => {
		const closing = seenService(web, [seenServer(nat, {inactiveConnections: 70}), seenServer(gue)]);
		expect(deleted(closing, silent)).toMatchObject({danger: 'none', warnings: []});
	});

	it('counts UDP flows, which only move if the kernel removes their entries', () => {
		const dns: ServiceRule = {...web, key: {...webKey, protocol: 'udp', port: 53}};
		const flows = seenService(dns, [seenServer(nat, {inactiveConnections: 3}), seenServer(gue)]);
		expect(deleted(flows, silent)?.danger).toBe('drops-traffic');
		expect(deleted(flows, resetting)).toMatchObject({
			danger: 'none',
			warnings: [
				'3 UDP flows of 10.0.0.8:8080 in udp:172.16.249.138:53 move to another server immediately',
			],
		});
	});

	it('mentions persistent clients, which only change their server', () => {
		const sticky = seenService(web, [seenServer(nat, {persistentConnections: 1}), seenServer(gue)]);
		expect(deleted(sticky, silent)).toMatchObject({
			danger: 'none',
			warnings: [
				'1 persistent client of 10.0.0.8:8080 in tcp:172.16.249.138:80 will be sent to another server',
			],
		});
	});

	it('drops traffic when the last server with weight goes', () => {
		const last = seenService(web, [seenServer(nat), seenServer({...gue, weight: 0})]);
		expect(deleted(last, silent)).toMatchObject({
			danger: 'drops-traffic',
			warnings: [
				'tcp:172.16.249.138:80 is left without a server that has weight: new clients are refused',
			],
		});
	});
});
