/**
 * Pairs of rule sets that share many keys, so that between them rows are new, changed, gone and equal.
 */

import fc from 'fast-check';
import {ipAddress} from '../../source/ipvs/address.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {type ServerRule, serverId, type Tunnel} from '../../source/ipvs/server.ts';
import {
	fullNetmask,
	type ServiceKey,
	type ServiceRule,
	serviceId,
} from '../../source/ipvs/service.ts';
import {parseServiceId} from '../../source/ipvs/service-id.ts';

/** Few services of every kind. */
const keys: readonly ServiceKey[] = [
	'tcp:10.1.1.1:80',
	'tcp:10.1.1.1:443',
	'udp:10.1.1.1:53',
	'sctp:10.1.1.1:100',
	'tcp:10.1.1.2:0',
	'tcp:[2001:db8::1]:80',
	'udp:[2001:db8::1]:53',
	'fwm:7',
	'fwm6:7',
].map(id => {
	const key = parseServiceId(id);
	if (!key) {
		throw new Error(`not a service: ${id}`);
	}

	return key;
});

const schedulers = [
	{scheduler: 'rr', schedulerFlags: []},
	{scheduler: 'wlc', schedulerFlags: []},
	{scheduler: 'sh', schedulerFlags: ['sh-fallback', 'sh-port']},
	{scheduler: 'mh', schedulerFlags: ['mh-port']},
];

function serviceRule(key: ServiceKey): fc.Arbitrary<ServiceRule> {
	const everyPort = key.kind === 'address' && key.port === 0;
	const netmask = key.family === 'ipv4' ? '255.255.255.0' : '64';
	const persistence = [
		{timeout: 300, netmask: fullNetmask(key.family)},
		{timeout: 60, netmask},
	];
	const onePacket = key.kind === 'fwmark' || key.protocol === 'udp';
	return fc
		.record({
			balancing: fc.constantFrom(...schedulers),
			persistence: fc.constantFrom(...(everyPort ? [] : [null, null]), ...persistence),
			engine: fc.constantFrom(null, null, 'sip'),
			onePacket: onePacket ? fc.boolean() : fc.constant(false),
		})
		.map(({balancing, ...rule}) => ({key, ...balancing, ...rule}));
}

const tunnels: readonly Tunnel[] = [
	{type: 'ipip', port: null, checksum: null},
	{type: 'gue', port: 6080, checksum: 'csum'},
	{type: 'gre', port: null, checksum: 'nocsum'},
];

/** Few servers; one of the other family where it is reached through a tunnel. */
function serverRule(service: ServiceKey): fc.Arbitrary<ServerRule> {
	const own = service.family === 'ipv4' ? '10.0.0.' : '2001:db8:1::';
	const other = service.family === 'ipv4' ? '2001:db8:2::' : '10.0.1.';
	const servicePort = service.kind === 'address' ? service.port : 0;
	return fc
		.record({
			forwarding: fc.constantFrom('masq', 'route', 'tunnel'),
			number: fc.integer({min: 2, max: 5}),
			foreign: fc.constantFrom(false, false, false, true),
			ownPort: fc.constantFrom(false, false, true),
			tunnel: fc.constantFrom(...tunnels),
			weight: fc.constantFrom(0, 1, 1, 5),
			thresholds: fc.constantFrom([0, 0], [0, 0], [100, 0], [100, 80]),
		})
		.map(({forwarding, number, foreign, ownPort, tunnel, weight, thresholds}) => ({
			address: ipAddress(`${foreign && forwarding === 'tunnel' ? other : own}${number}`),
			port: ownPort && forwarding === 'masq' && servicePort !== 0 ? 8080 : servicePort,
			forwarding,
			tunnel: forwarding === 'tunnel' ? tunnel : null,
			weight,
			upperThreshold: thresholds[0] ?? 0,
			lowerThreshold: thresholds[1] ?? 0,
		}));
}

/** Some of the few services, in any order, with some of the few servers of each, in any order. */
export const smallRuleSet: fc.Arbitrary<RuleSet> = fc.shuffledSubarray([...keys]).chain(chosen =>
	fc.tuple(
		...chosen.map(key =>
			fc.record({
				service: serviceRule(key),
				servers: fc.uniqueArray(serverRule(key), {selector: serverId, maxLength: 4}),
			}),
		),
	),
);

/** The rules that are there, and the rules that are wanted. */
export const ruleSetPair: fc.Arbitrary<readonly [present: RuleSet, wanted: RuleSet]> = fc.tuple(
	smallRuleSet,
	smallRuleSet,
);

/** A rule set in a form in which the order of rows does not count. */
export function byId(
	rules: RuleSet,
): Record<string, {service: ServiceRule; servers: Record<string, ServerRule>}> {
	return Object.fromEntries(
		rules.map(({service, servers}) => [
			serviceId(service.key),
			{
				service,
				servers: Object.fromEntries(servers.map(server => [serverId(server), server])),
			},
		]),
	);
}
