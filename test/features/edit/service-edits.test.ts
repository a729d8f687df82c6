import {describe, expect, it} from 'vitest';
import {
	proposeAddService,
	proposeDeleteServices,
	proposeEditService,
} from '../../../source/features/edit/service-edits.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {Sysctls} from '../../../source/plans/known-row.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {commandsOf, gue, nat, seenServer, seenService, web, webKey} from '../../support/example.ts';

const dns: ServiceRule = {...web, key: {...webKey, protocol: 'udp', port: 53}};

describe('adding a service', () => {
	it('adds it first and then its servers', () => {
		expect(commandsOf(proposeAddService(web, [nat, gue], [seenService(dns)]))).toEqual([
			'ipvsadm -A -t 172.16.249.138:80 -s wlc',
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.8:8080 -m -w 1 -x 1000 -y 800',
			'ipvsadm -a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		]);
	});

	it('names flags as a reading will show them, because it is verified by one', () => {
		const {plan} = proposeAddService({...web, scheduler: 'sh', schedulerFlags: ['flag-2']}, [], []);
		expect(plan?.steps[0]?.after).toMatchObject({rule: {schedulerFlags: ['sh-port']}});
		expect(commandsOf({plan})).toEqual(['ipvsadm -A -t 172.16.249.138:80 -s sh -b sh-port']);
	});

	it('is refused if it already exists, and if one server is invalid', () => {
		expect(commandsOf(proposeAddService(web, [], [seenService(web)]))).toBe(
			'tcp:172.16.249.138:80 already exists',
		);
		expect(commandsOf(proposeAddService(web, [nat, {...gue, port: 81}], []))).toMatch(
			/^10\.0\.0\.11:81: only masquerading/,
		);
		expect(commandsOf(proposeAddService(web, [nat, nat], []))).toMatch(/listed twice/);
	});
});

describe('editing a service', () => {
	const sticky: ServiceRule = {...web, persistence: {timeout: 300, netmask: '255.255.255.255'}};

	it('sends the whole rule and names the changes', () => {
		const proposal = proposeEditService(seenService(sticky), {...sticky, scheduler: 'wrr'});
		expect(commandsOf(proposal)).toEqual(['ipvsadm -E -t 172.16.249.138:80 -s wrr -p 300']);
		expect(proposal.plan).toMatchObject({
			title: 'edit service tcp:172.16.249.138:80: scheduler',
			danger: 'none',
			warnings: [],
		});
	});

	it('says that new persistence does not apply to known clients', () => {
		const {plan} = proposeEditService(seenService(sticky), {...sticky, persistence: null});
		expect(plan?.warnings).toEqual(['known clients keep their old persistence until it expires']);
	});

	it('drops traffic if the new scheduler refuses the clients of a server of weight 0', () => {
		const seen = seenService(web, [seenServer(nat), seenServer({...gue, weight: 0})]);
		expect(proposeEditService(seen, {...web, scheduler: 'dh'}).plan).toMatchObject({
			danger: 'drops-traffic',
			warnings: [
				'dh does not skip a server of weight 0: the clients of tcp:172.16.249.138:80 that hash to it are refused',
			],
		});
		expect(
			proposeEditService(seen, {...web, scheduler: 'sh', schedulerFlags: ['sh-fallback']}).plan
				?.danger,
		).toBe('none');
		expect(proposeEditService(seen, {...web, scheduler: 'none'}).plan?.warnings).toEqual([
			'tcp:172.16.249.138:80 is left without a scheduler: new clients are refused',
		]);
	});

	it('is refused if nothing changes, and if the rule is unknown', () => {
		expect(commandsOf(proposeEditService(seenService(web), web))).toBe(
			'tcp:172.16.249.138:80 already has these values',
		);
		expect(
			commandsOf(proposeEditService({...seenService(web), rule: null}, {...web, scheduler: 'rr'})),
		).toMatch(/not known/);
	});
});

const silent: Sysctls = defaultSysctls;
const idleRule: ServiceRule = {...web, key: {...webKey, protocol: 'udp', port: 53}};
const ipv6: ServiceRule = {
	...web,
	key: {
		kind: 'address',
		protocol: 'tcp',
		family: 'ipv6',
		address: ipAddress('2001:db8::1'),
		port: 80,
	},
};

describe('deleting services', () => {
	const idle = seenService(idleRule);
	const busy = seenService(web, [
		seenServer(nat, {activeConnections: 6, inactiveConnections: 70}),
		seenServer(gue, {activeConnections: 1}),
	]);

	it('expects the shown servers, so that none that was added meanwhile is lost', () => {
		const {plan} = proposeDeleteServices([busy], {all: [busy, idle], sysctls: silent});
		expect(plan?.title).toBe('delete service tcp:172.16.249.138:80 with 2 servers');
		expect(commandsOf({plan})).toEqual(['ipvsadm -D -t 172.16.249.138:80']);
		expect(plan?.steps[0]?.before).toEqual({row: 'service', rule: web, servers: [nat, gue]});
	});

	it('says how its connections end while other services of the family remain', () => {
		const {plan} = proposeDeleteServices([busy], {all: [busy, idle], sysctls: silent});
		expect(plan).toMatchObject({
			danger: 'drops-traffic',
			warnings: [
				'7 connections of tcp:172.16.249.138:80 will be cut off: their packets are dropped silently, so their clients hang (expire_nodest_conn is 0)',
				'new clients of tcp:172.16.249.138:80 are refused',
			],
		});
	});

	it('says that clients are reset with the last service of a family', () => {
		for (const all of [[busy], [busy, seenService(ipv6)]]) {
			const {plan} = proposeDeleteServices([busy], {all, sysctls: silent});
			expect(plan?.warnings[0]).toMatch(/cut off: their clients are reset$/);
		}
	});

	it('drops no traffic if there is none', () => {
		const {plan} = proposeDeleteServices([idle], {all: [busy, idle], sysctls: silent});
		expect(plan).toMatchObject({danger: 'none', warnings: []});
	});

	it('is refused if it could not be undone', () => {
		const partly = seenService(web, [{...seenServer(nat), rule: null}]);
		expect(commandsOf(proposeDeleteServices([partly], {all: [partly], sysctls: silent}))).toMatch(
			/^the whole entry of 10\.0\.0\.8:8080 in tcp:172\.16\.249\.138:80 is not known/,
		);
	});
});
