/**
 * Directors for tests of the console: whole readings from a few words.
 */

import type {LiveDirector, LiveServer, LiveService} from '../../source/director/polling/live.ts';
import {type Endpoint, ipAddress} from '../../source/ipvs/address.ts';
import type {Counters, Rates} from '../../source/ipvs/counters.ts';
import {type ServerRule, serverId} from '../../source/ipvs/server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from '../../source/ipvs/service.ts';

/** Rates that are 0 except the given ones. */
export function rates(told: Partial<Rates> = {}): Rates {
	return {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0, ...told};
}

/** Counters that are 0 except the given ones. */
export function counters(told: Partial<Counters> = {}): Counters {
	return {connections: 0n, inPackets: 0n, outPackets: 0n, inBytes: 0n, outBytes: 0n, ...told};
}

function splitEndpoint(endpoint: string): Endpoint {
	const colon = endpoint.lastIndexOf(':');
	return {
		address: ipAddress(endpoint.slice(0, colon).replace(/^\[|\]$/g, '')),
		port: Number(endpoint.slice(colon + 1)),
	};
}

/** `tcp:10.1.1.1:80`, `fwm6:8` as a key. */
function keyOf(id: string): ServiceKey {
	const colon = id.indexOf(':');
	const [kind, rest] = [id.slice(0, colon), id.slice(colon + 1)];
	if (kind === 'fwm' || kind === 'fwm6') {
		return {kind: 'fwmark', family: kind === 'fwm' ? 'ipv4' : 'ipv6', fwmark: Number(rest)};
	}

	const {address, port} = splitEndpoint(rest);
	const family = address.includes(':') ? 'ipv6' : 'ipv4';
	return {kind: 'address', protocol: kind as 'tcp' | 'udp' | 'sctp', family, address, port};
}

/** A server with weight 1 and without connections, whose rule is known and matches the given values. */
export function server(endpoint: string, told: Partial<LiveServer> = {}): LiveServer {
	const key = splitEndpoint(endpoint);
	const row = {
		...key,
		id: serverId(key),
		forwarding: 'masq',
		tunnel: null,
		weight: 1,
		upperThreshold: 0,
		lowerThreshold: 0,
		activeConnections: 0,
		inactiveConnections: 0,
		persistentConnections: null,
		counters: counters(),
		kernelRates: rates(),
		rates: rates(),
		ratesFrom: 'measured',
		...told,
	} as const;
	const connections = row.activeConnections + row.inactiveConnections;
	const isOver = row.upperThreshold !== 0 && connections >= (row.upperThreshold ?? Infinity);
	const rule: ServerRule = {
		...key,
		forwarding: row.forwarding ?? 'masq',
		tunnel: row.tunnel,
		weight: row.weight,
		upperThreshold: row.upperThreshold ?? 0,
		lowerThreshold: row.lowerThreshold ?? 0,
	};
	return {rule, overload: isOver ? 'closed' : 'open', ...row};
}

/** A service with the scheduler rr and defaults. */
export function service(
	id: string,
	servers: readonly LiveServer[],
	told: Partial<LiveService> = {},
): LiveService {
	const key = keyOf(id);
	const row = {
		id: serviceId(key),
		key,
		familyKnown: true,
		scheduler: 'rr',
		schedulerFlags: [],
		persistence: null,
		engine: null,
		onePacket: false,
		counters: counters(),
		kernelRates: rates(),
		rates: rates(),
		ratesFrom: 'measured',
		servers,
		...told,
	} as const;
	const rule: ServiceRule = {
		key,
		scheduler: row.scheduler,
		schedulerFlags: row.schedulerFlags ?? [],
		persistence:
			row.persistence === null
				? null
				: {timeout: row.persistence.timeout ?? 360, netmask: row.persistence.netmask},
		engine: row.engine,
		onePacket: row.onePacket ?? false,
	};
	return {rule, ...row};
}

/** The director `lb1` with full access, read at the monotonic time 0. */
export function director(
	services: readonly LiveService[],
	told: Partial<LiveDirector> = {},
): LiveDirector {
	return {
		time: Date.UTC(2026, 0, 2, 3, 4, 5),
		monotonic: 0,
		host: 'lb1',
		ipvs: {
			...{version: '1.2.1', tableSize: 4096},
			...{sizesItself: false, connections: null, connectionLimit: null},
		},
		access: {level: 'full', missing: null},
		source: {from: 'ipvsadm', note: null},
		totals: null,
		perCpu: null,
		estimation: true,
		estimationStoppedBy: null,
		refresh: 'together',
		hasCounters: true,
		countersSpan: null,
		settings: null,
		services,
		totalRates: {rates: rates(), ratesFrom: 'measured'},
		ratesNote: null,
		...told,
	};
}

const web = {connections: 6.5, inPackets: 40, outPackets: 44, inBytes: 2800, outBytes: 3237.5};

/** The LVS-NAT example, a UDP service, one without usable servers, one without any server, and one of IPv6. */
export function sampleDirector(told: Partial<LiveDirector> = {}): LiveDirector {
	return director(
		[
			service(
				'tcp:172.16.249.138:80',
				[
					server('10.0.0.8:80', {
						activeConnections: 6,
						inactiveConnections: 70,
						rates: rates(web),
						counters: counters({
							connections: 12_345n,
							inPackets: 74_070n,
							outPackets: 81_477n,
							inBytes: 5_184_900n,
							outBytes: 9_007_199_254_740_993n,
						}),
					}),
					server('10.0.0.9:80', {
						activeConnections: 6,
						inactiveConnections: 70,
						rates: rates(web),
					}),
				],
				{
					rates: rates({
						connections: 13,
						inPackets: 80,
						outPackets: 88,
						inBytes: 5600,
						outBytes: 6475,
					}),
				},
			),
			service(
				'tcp:172.16.249.138:443',
				[
					server('10.0.0.8:443', {
						forwarding: 'route',
						weight: 0,
						activeConnections: 3,
						inactiveConnections: 1,
					}),
					server('10.0.0.9:443', {forwarding: 'route', weight: 0}),
					server('10.0.0.10:443', {
						forwarding: 'route',
						weight: 100,
						activeConnections: 90,
						inactiveConnections: 10,
						upperThreshold: 100,
						lowerThreshold: 80,
						rates: rates({connections: 1.25}),
					}),
				],
				{
					scheduler: 'wlc',
					persistence: {timeout: 300, netmask: '255.255.255.0'},
					rates: rates({connections: 1.25}),
				},
			),
			service('tcp:[2001:db8:1::1]:443', [
				server('[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443', {
					forwarding: 'tunnel',
					tunnel: {type: 'gue', port: 6080, checksum: 'csum'},
					weight: 65_535,
					activeConnections: 123_456,
					rates: null,
					ratesFrom: null,
					counters: null,
				}),
			]),
			service(
				'udp:172.16.249.138:53',
				[
					server('10.0.0.9:53', {
						inactiveConnections: 2,
						rates: rates({connections: 2}),
						ratesFrom: 'kernel',
					}),
				],
				{
					scheduler: 'mh',
					schedulerFlags: ['mh-port'],
					onePacket: true,
					rates: rates({connections: 2}),
					ratesFrom: 'kernel',
				},
			),
			service('fwm:7', [server('10.0.0.8:0', {weight: 0})], {scheduler: 'sed'}),
			service('fwm6:8', [], {scheduler: 'fo'}),
		],
		{
			totalRates: {
				rates: rates({connections: 16.25, inBytes: 5637.5, outBytes: 6375}),
				ratesFrom: 'measured',
			},
			...told,
		},
	);
}
