import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ServiceRule} from '../../../source/ipvs/service.ts';
import {refuseNetmask, refuseService} from '../../../source/plans/validate/refuse-service.ts';
import {serviceRuleArbitrary} from '../../ipvs/arbitraries.ts';
import {web, webKey} from '../../support/example.ts';

const persistence = {timeout: 300, netmask: '255.255.255.255'};

describe('a service', () => {
	it('of any kind that a kernel takes and shows is let through', () => {
		fc.assert(
			fc.property(
				serviceRuleArbitrary.filter(rule => rule.persistence !== null || rule.engine === null),
				rule => {
					expect(refuseService(rule, null)).toBeNull();
				},
			),
		);
	});

	it.each<[string, Partial<ServiceRule>, RegExp]>([
		['with one-packet scheduling and TCP', {onePacket: true}, /only for UDP and firewall marks/],
		['of every port without persistence', {key: {...webKey, port: 0}}, /must be persistent/],
		[
			'with the flags of another scheduler',
			{schedulerFlags: ['sh-port']},
			/wlc only has the flags/,
		],
		[
			'with a flag that ipvsadm does not show',
			{scheduler: 'sh', schedulerFlags: ['flag-3']},
			/flag-3 has no effect on sh/,
		],
		['with a scheduler of two words', {scheduler: 'r r'}, /cannot be the name of a scheduler/],
		[
			'with a scheduler of a name that ipvsadm cuts off',
			{scheduler: 'a234567890123456'},
			/at most 15/,
		],
		[
			'with no time of persistence',
			{persistence: {...persistence, timeout: 0}},
			/from 1 to 2678400/,
		],
		[
			'with a mask that ipvsadm takes for 0.0.0.24',
			{persistence: {...persistence, netmask: '24'}},
			/a dotted netmask such as 255\.255\.255\.0, not 24/,
		],
		[
			'with a mask with holes',
			{persistence: {...persistence, netmask: '255.0.255.0'}},
			/ones after a zero/,
		],
		['with an engine but no persistence', {engine: 'sip'}, /has no effect without persistence/],
		[
			'with the address of the other family',
			{key: {...webKey, family: 'ipv6'}},
			/not an IP address/,
		],
		['with a firewall mark of 0', {key: {kind: 'fwmark', family: 'ipv4', fwmark: 0}}, /from 1 to/],
	])('%s is refused', (_, changes, reason) => {
		expect(refuseService({...web, ...changes}, null)).toMatch(reason);
	});

	it('may keep its existing odd values', () => {
		const odd: ServiceRule = {...web, persistence: {timeout: 300, netmask: '255.0.255.0'}};
		expect(refuseService({...odd, scheduler: 'rr'}, odd)).toBeNull();
		const idle: ServiceRule = {...web, engine: 'sip'};
		expect(refuseService({...idle, scheduler: 'rr'}, idle)).toBeNull();
		const losing = {...idle, persistence};
		expect(refuseService(idle, losing)).toMatch(/has no effect without persistence/);
	});
});

describe('a netmask', () => {
	it.each(['0.0.0.0', '255.255.255.255', '255.255.254.0', '128.0.0.0'])(
		'%s is one of IPv4',
		mask => {
			expect(refuseNetmask('ipv4', mask)).toBeNull();
		},
	);

	it.each(['0.0.0.24', '255.255.255', 'ffffff00', '0.0.0.255'])(
		'%s is not a netmask of IPv4',
		mask => {
			expect(refuseNetmask('ipv4', mask)).not.toBeNull();
		},
	);

	it.each([
		['1', true],
		['128', true],
		['0', false],
		['129', false],
		['064', false],
		['ffff::', false],
	])('%s of IPv6: %s', (mask, fine) => {
		expect(refuseNetmask('ipv6', mask) === null).toBe(fine);
	});
});
