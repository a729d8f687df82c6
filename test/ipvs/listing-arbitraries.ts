/**
 * Listings as ipvsadm and the kernel could print them, made from rules and numbers.
 */
import fc from 'fast-check';
import {ipAddress} from '../../source/ipvs/address.ts';
import type {Counters, counterNames, Rates} from '../../source/ipvs/counters.ts';
import {formatHexNetmask} from '../../source/ipvs/hex-address.ts';
import type {
	Connection,
	CountedService,
	ListedServer,
	ListedService,
	Listing,
	ListingHeader,
	LiveConnections,
	PerCpuStats,
	PersistentService,
	ProcService,
	RatedService,
	SyncDaemon,
	ThresholdService,
} from '../../source/ipvs/listing.ts';
import type {RuleSet} from '../../source/ipvs/rule-set.ts';
import type {ServerKey, ServerRule} from '../../source/ipvs/server.ts';
import type {ServiceRule} from '../../source/ipvs/service.ts';
import {addressArbitrary, ruleSetArbitrary} from './arbitraries.ts';

const unsigned32 = fc.oneof(fc.nat(1000), fc.integer({min: 0, max: 0xffff_ffff}));

/** 64 bits; many small ones. */
export const counterArbitrary = fc.oneof(
	fc.bigInt({min: 0n, max: 100_000n}),
	fc.bigInt({min: 0n, max: 2n ** 64n - 1n}),
);

const rate = fc.oneof(fc.nat(1000), fc.integer({min: 0, max: Number.MAX_SAFE_INTEGER}));

function byName<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<(typeof counterNames)[number], T>> {
	return fc.record({
		connections: value,
		inPackets: value,
		outPackets: value,
		inBytes: value,
		outBytes: value,
	});
}

export const countersArbitrary: fc.Arbitrary<Counters> = byName(counterArbitrary);
export const ratesArbitrary: fc.Arbitrary<Rates> = byName(rate);

const live: fc.Arbitrary<LiveConnections> = fc.record({
	activeConnections: unsigned32,
	inactiveConnections: unsigned32,
});

const header: fc.Arbitrary<ListingHeader> = fc.record({
	version: fc.constant('1.2.1'),
	tableSize: unsigned32,
});

function keyOf({address, port}: ServerKey): ServerKey {
	return {address, port};
}

/** Only `ipvsadm -S` shows the engine of a service without persistence. */
function listedRule(service: ServiceRule): ServiceRule {
	return service.persistence ? service : {...service, engine: null};
}

/** A listing with services and servers made from the rows of a rule set and from drawn values for each row. */
function listingOf<Service, ServiceExtra, ServerExtra>(
	serviceExtra: fc.Arbitrary<ServiceExtra>,
	serverExtra: fc.Arbitrary<ServerExtra>,
	join: (
		service: ServiceRule,
		extra: ServiceExtra,
		servers: readonly (readonly [ServerRule, ServerExtra])[],
	) => Service,
): fc.Arbitrary<Listing<Service>> {
	const services = (rules: RuleSet): fc.Arbitrary<Service[]> =>
		fc.tuple(
			...rules.map(({service, servers}) =>
				fc.tuple(serviceExtra, fc.tuple(...servers.map(() => serverExtra))).map(([extra, extras]) =>
					join(
						service,
						extra,
						servers.flatMap((server, index) => {
							const drawn = extras[index];
							return drawn === undefined ? [] : [[server, drawn] as const];
						}),
					),
				),
			),
		);
	return ruleSetArbitrary.chain(rules =>
		fc.record({header: fc.option(header), services: services(rules)}),
	);
}

function listedServer([rule, connections]: readonly [ServerRule, LiveConnections]): ListedServer {
	return {...keyOf(rule), forwarding: rule.forwarding, weight: rule.weight, ...connections};
}

export const listingArbitrary: fc.Arbitrary<Listing<ListedService>> = listingOf(
	fc.constant(null),
	live,
	(service, _, servers) => ({service: listedRule(service), servers: servers.map(listedServer)}),
);

export const thresholdListingArbitrary: fc.Arbitrary<Listing<ThresholdService>> = listingOf(
	fc.constant(null),
	live,
	(service, _, servers) => ({
		service: listedRule(service),
		servers: servers.map(([rule, connections]) => ({
			...keyOf(rule),
			upperThreshold: rule.upperThreshold,
			lowerThreshold: rule.lowerThreshold,
			...connections,
		})),
	}),
);

export const persistentListingArbitrary: fc.Arbitrary<Listing<PersistentService>> = listingOf(
	fc.constant(null),
	fc.tuple(live, unsigned32),
	(service, _, servers) => ({
		service: listedRule(service),
		servers: servers.map(([rule, [connections, persistentConnections]]) => ({
			...keyOf(rule),
			weight: rule.weight,
			persistentConnections,
			...connections,
		})),
	}),
);

export const statsListingArbitrary: fc.Arbitrary<Listing<CountedService>> = listingOf(
	countersArbitrary,
	countersArbitrary,
	({key}, counters, servers) => ({
		key,
		counters,
		servers: servers.map(([rule, own]) => ({...keyOf(rule), counters: own})),
	}),
);

export const rateListingArbitrary: fc.Arbitrary<Listing<RatedService>> = listingOf(
	ratesArbitrary,
	ratesArbitrary,
	({key}, rates, servers) => ({
		key,
		rates,
		servers: servers.map(([rule, own]) => ({...keyOf(rule), rates: own})),
	}),
);

/** A rule as /proc/net/ip_vs shows it on a kernel with 250 ticks per second. */
function procRule({
	key,
	scheduler,
	persistence,
	onePacket,
}: ServiceRule): Omit<ProcService, 'servers'> {
	return {
		key: key.kind === 'fwmark' ? {kind: 'fwmark', fwmark: key.fwmark} : key,
		scheduler,
		onePacket: key.kind === 'address' && key.family === 'ipv6' ? null : onePacket,
		persistence: persistence && {
			jiffies: persistence.timeout * 250,
			maskHex: formatHexNetmask(key.family, persistence.netmask),
		},
	};
}

export const procIpVsArbitrary: fc.Arbitrary<Listing<ProcService>> = fc
	.tuple(
		header,
		listingOf(fc.constant(null), live, (service, _, servers) => ({
			...procRule(service),
			servers: servers.map(listedServer),
		})),
	)
	.map(([wholeTable, listing]) => ({...listing, header: wholeTable}));

export const perCpuArbitrary: fc.Arbitrary<PerCpuStats> = fc.record({
	cpus: fc
		.array(countersArbitrary, {maxLength: 20})
		.map(list => list.map((counters, cpu) => ({cpu, counters}))),
	sampled: countersArbitrary,
	kernelRates: ratesArbitrary,
});

export const syncDaemonArbitrary: fc.Arbitrary<SyncDaemon> = fc.record({
	role: fc.constantFrom('master', 'backup'),
	interface: fc.constantFrom('eth0', 'bond0.12', 'br-lan', 'a,b'),
	syncId: fc.nat(255),
	maxLength: fc.option(fc.nat(65_535)),
	group: fc.option(fc.constantFrom(...['224.0.0.81', 'ff02::81'].map(ipAddress))),
	port: fc.option(fc.integer({min: 1, max: 65_535})),
	ttl: fc.option(fc.integer({min: 1, max: 255})),
});

const endpoints = fc.constantFrom('ipv4' as const, 'ipv6' as const).chain(family => {
	const endpoint = fc.record({address: addressArbitrary(family), port: fc.nat(65_535)});
	return fc.record({client: endpoint, virtual: endpoint, server: endpoint});
});

/** Engine data as in /proc: any text of one line. */
const engineData = fc
	.string({unit: 'binary', maxLength: 40})
	.map(text => text.replaceAll('\n', ' '));

/** Connections as /proc/net/ip_vs_conn has them. */
export const connectionArbitrary: fc.Arbitrary<Connection> = fc
	.tuple(
		endpoints,
		fc.record({
			protocol: fc.constantFrom('tcp', 'udp', 'sctp', 'ip', 'icmpv6', 'ip_47'),
			state: fc.constantFrom('NONE', 'ASSURED', 'ESTABLISHED', 'C-REPLIED', 'BUG!', '?'),
			expires: fc.nat(2_678_400),
			engine: fc.option(fc.record({name: fc.constant('sip'), data: engineData})),
		}),
	)
	.map(([places, rest]) => ({...rest, ...places}));
