import {describe, expect, it} from 'vitest';
import {proposeDeleteServers} from '../../../source/features/edit/delete-server.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {KnownService, Sysctls} from '../../../source/plans/seen.ts';
import {unknownSysctls} from '../../../source/plans/seen.ts';
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
