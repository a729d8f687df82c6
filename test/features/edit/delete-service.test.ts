import {describe, expect, it} from 'vitest';
import {proposeDeleteServices} from '../../../source/features/edit/delete-service.ts';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import type {Sysctls} from '../../../source/plans/seen.ts';
import {defaultSysctls} from '../../support/default-sysctls.ts';
import {commandsOf, gue, nat, seenServer, seenService, web, webKey} from '../../support/example.ts';

const silent: Sysctls = defaultSysctls;
const dns: ServiceRule = {...web, key: {...webKey, protocol: 'udp', port: 53}};
const ipv6: ServiceRule = {
	...web,
	key: {kind: 'address', protocol: 'tcp', family: 'ipv6', address: '2001:db8::1', port: 80},
};

describe('deleting services', () => {
	const idle = seenService(dns);
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
