/**
 * Rules of every kind that ipvsadm can make and a real kernel accepts, for property tests of the domain, the simulator
 * and the kernel lab.
 */
import fc from 'fast-check';
import {
	type AddressFamily,
	familyOf,
	type IpAddress,
	ipAddress,
} from '../../source/ipvs/address.ts';
import {formatIpv6} from '../../source/ipvs/ipv6.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import {schedulers} from '../../source/ipvs/scheduler.ts';
import {type ServerRule, serverId, type Tunnel} from '../../source/ipvs/server.ts';
import {
	type Persistence,
	type ServiceKey,
	type ServiceRule,
	serviceId,
} from '../../source/ipvs/service.ts';

const port = fc.integer({min: 1, max: 65_535});

/** Unicast on any machine: not a network's own address, broadcast, loopback or multicast. */
const ipv4 = fc
	.tuple(
		fc.constantFrom(9, 10, 100, 130, 172, 192, 198, 203),
		fc.integer({min: 0, max: 255}),
		fc.integer({min: 0, max: 255}),
		fc.integer({min: 1, max: 254}),
	)
	.map(octets => ipAddress(octets.join('.')));

/** A documentation prefix, and words of which many are zero, so that `::` appears in every place. */
const ipv6 = fc
	.array(fc.oneof(fc.constant(0), fc.integer({min: 0, max: 0xffff})), {minLength: 5, maxLength: 5})
	.chain(middle =>
		fc.integer({min: 1, max: 0xffff}).map(last => formatIpv6([0x2001, 0xdb8, ...middle, last])),
	);

/** A canonical unicast address that a kernel takes for a service and for a server. */
export function addressArbitrary(family: AddressFamily): fc.Arbitrary<IpAddress> {
	return family === 'ipv4' ? ipv4 : ipv6;
}

const family = fc.constantFrom<AddressFamily>('ipv4', 'ipv6');

/** Firewall marks, including those that ipvsadm prints as negative numbers. */
const fwmark = fc.oneof(
	fc.integer({min: 1, max: 20}),
	fc.constantFrom(0x7fff_ffff, 0x8000_0000, 0xffff_ffff),
	fc.integer({min: 1, max: 0xffff_ffff}),
);

/** Ports are never 0 here: only a persistent service may have that. */
const serviceKey: fc.Arbitrary<ServiceKey> = family.chain(keyFamily =>
	fc.oneof(
		fc.record({
			kind: fc.constant('address' as const),
			protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
			family: fc.constant(keyFamily),
			address: addressArbitrary(keyFamily),
			port,
		}),
		fc.record({
			kind: fc.constant('fwmark' as const),
			family: fc.constant(keyFamily),
			fwmark,
		}),
	),
);

function netmask(keyFamily: AddressFamily): fc.Arbitrary<string> {
	return keyFamily === 'ipv6'
		? fc.integer({min: 1, max: 128}).map(String)
		: fc
				.integer({min: 1, max: 32})
				.map(length => [0, 8, 16, 24].map(start => octetOfPrefix(length - start)).join('.'));
}

function octetOfPrefix(bits: number): number {
	return (0xff00 >> Math.min(Math.max(bits, 0), 8)) & 0xff;
}

function persistence(keyFamily: AddressFamily): fc.Arbitrary<Persistence> {
	return fc.record({
		timeout: fc.oneof(fc.constant(360), fc.integer({min: 1, max: 2_678_400})),
		netmask: netmask(keyFamily),
	});
}

/** A scheduler of Linux 6.1 with some of its named flags. */
const schedulerWithFlags = fc
	.constantFrom(...schedulers.filter(({name}) => name !== 'twos'))
	.chain(({name, flags}) =>
		fc.record({
			scheduler: fc.constant(name),
			schedulerFlags: fc.oneof(fc.constant([]), fc.subarray(flags.filter(flag => flag !== null))),
		}),
	);

/** A service of any kind. */
export const serviceRuleArbitrary: fc.Arbitrary<ServiceRule> = serviceKey.chain(key =>
	fc
		.record({
			persistence: fc.option(persistence(key.family)),
			everyPort: fc.boolean(),
			balancing: schedulerWithFlags,
			engine: fc.option(fc.constant('sip'), {freq: 5}),
			onePacket:
				key.kind === 'fwmark' || key.protocol === 'udp' ? fc.boolean() : fc.constant(false),
		})
		.map(({everyPort, balancing, ...rule}) => ({
			key: key.kind === 'address' && rule.persistence && everyPort ? {...key, port: 0} : key,
			...balancing,
			...rule,
		})),
);

const tunnel: fc.Arbitrary<Tunnel> = fc.oneof(
	fc.constant({type: 'ipip', port: null, checksum: null} as const),
	fc.record({
		type: fc.constant('gue' as const),
		port,
		checksum: fc.constantFrom('nocsum', 'csum', 'remcsum'),
	}),
	fc.record({
		type: fc.constant('gre' as const),
		port: fc.constant(null),
		checksum: fc.constantFrom('nocsum', 'csum'),
	}),
);

/** The lower threshold is never above the upper one. */
const thresholds = fc.oneof(
	fc.constant({upperThreshold: 0, lowerThreshold: 0}),
	fc
		.tuple(fc.integer({min: 0, max: 65_535}), fc.integer({min: 0, max: 65_535}))
		.map(pair => ({upperThreshold: Math.max(...pair), lowerThreshold: Math.min(...pair)})),
);

const weight = fc.oneof(fc.constantFrom(0, 1, 65_535), fc.integer({min: 0, max: 65_535}));

function withPort(service: ServiceKey, forwarding: ServerRule['forwarding']): fc.Arbitrary<number> {
	if (service.kind === 'fwmark') {
		return fc.oneof(fc.constant(0), port);
	}

	return forwarding === 'masq' && service.port !== 0 ? port : fc.constant(service.port);
}

/**
 * A server that the service can have. Direct routing and tunnels keep the service's port, and only a tunnel may use the
 * other family (which a kernel refuses while a sync daemon runs).
 */
export function serverRuleArbitrary(service: ServiceKey): fc.Arbitrary<ServerRule> {
	return fc.constantFrom('masq', 'route', 'tunnel').chain(forwarding =>
		fc
			.record({
				address:
					forwarding === 'tunnel'
						? fc.oneof({weight: 5, arbitrary: addressArbitrary(service.family)}, ipv4, ipv6)
						: addressArbitrary(service.family),
				port: withPort(service, forwarding),
				forwarding: fc.constant(forwarding),
				tunnel: forwarding === 'tunnel' ? tunnel : fc.constant(null),
				weight,
				thresholds,
			})
			.map(({thresholds: limits, ...rule}) => ({...rule, ...limits})),
	);
}

/** Whether a rule set has servers of another family than their service, which excludes sync daemons. */
export function hasMixedFamilies(rules: RuleSet): boolean {
	return rules.some(({service, servers}) =>
		servers.some(server => familyOf(server.address) !== service.key.family),
	);
}

/** Up to six services with up to five servers each, with unique keys. */
export const ruleSetArbitrary: fc.Arbitrary<RuleSet> = fc
	.uniqueArray(serviceRuleArbitrary, {selector: ({key}) => serviceId(key), maxLength: 6})
	.chain(services =>
		fc.tuple(
			...services.map(service =>
				fc.record({
					service: fc.constant(service),
					servers: fc.uniqueArray(serverRuleArbitrary(service.key), {
						selector: serverId,
						maxLength: 5,
					}),
				}),
			),
		),
	);
