/**
 * The texts of a large director, as the kernel and ipvsadm would print them.
 */
import type {Counters, Rates} from '../../source/ipvs/counters.ts';
import {formatRateListing, formatStatsListing} from '../../source/ipvs/format/counter-listings.ts';
import {formatProcIpVs} from '../../source/ipvs/format/proc-ip-vs.ts';
import {formatProcStatsPerCpu} from '../../source/ipvs/format/proc-stats.ts';
import {formatThresholdListing} from '../../source/ipvs/format/rule-listings.ts';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import {formatIpv4} from '../../source/ipvs/ipv4.ts';
import type {ServerRule} from '../../source/ipvs/server.ts';
import type {AddressServiceKey, ServiceRule} from '../../source/ipvs/service.ts';

const header = {version: '1.2.1', tableSize: 1_048_576};

/** Files and commands by their names, for this number of services, and of servers each. */
export function largeDirector(services: number, serversEach: number): Record<string, string> {
	const rows = Array.from({length: services}, (_, index) => row(index, serversEach));
	const counters = countersOf(123_456_789n);
	const rates = ratesOf(1234);
	return {
		'/proc/net/ip_vs': formatProcIpVs({
			header,
			// The kernel lists in the order of a hash table, the newest server first.
			services: rows
				.toSorted((one, other) => ((one.number * 7919) % 5003) - ((other.number * 7919) % 5003))
				.map(({key, service, servers}) => ({
					key,
					scheduler: service.scheduler,
					onePacket: false,
					persistence: null,
					servers: servers.map(live).toReversed(),
				})),
		}),
		'/proc/net/ip_vs_stats_percpu': formatProcStatsPerCpu({
			cpus: [{cpu: 0, counters}],
			sampled: counters,
			kernelRates: rates,
		}),
		'/proc/sys/net/ipv4/vs/run_estimation': '1\n',
		'/proc/sys/net/ipv4/vs/est_nice': '0\n',
		'ipvsadm -Ln --stats --exact': formatStatsListing(
			{
				header,
				services: rows.map(({key, servers}) => ({
					key,
					counters,
					servers: servers.map(({address, port}) => ({address, port, counters})),
				})),
			},
			{exact: true},
		),
		'ipvsadm -Ln --rate --exact': formatRateListing(
			{
				header,
				services: rows.map(({key, servers}) => ({
					key,
					rates,
					servers: servers.map(({address, port}) => ({address, port, rates})),
				})),
			},
			{exact: true},
		),
		'ipvsadm -Sn': formatSave(rows),
		'ipvsadm -Ln --thresholds': formatThresholdListing({
			header,
			services: rows.map(({service, servers}) => ({service, servers: servers.map(live)})),
		}),
	};
}

interface Row {
	readonly number: number;
	readonly key: AddressServiceKey;
	readonly service: ServiceRule;
	readonly servers: readonly ServerRule[];
}

function row(number: number, serversEach: number): Row {
	const key: AddressServiceKey = {
		kind: 'address',
		protocol: 'tcp',
		family: 'ipv4',
		address: formatIpv4(0xcb_00_00_00 + number),
		port: 80,
	};
	const service: ServiceRule = {
		key,
		scheduler: 'wlc',
		schedulerFlags: [],
		persistence: null,
		engine: null,
		onePacket: false,
	};
	const servers = Array.from(
		{length: serversEach},
		(_, index): ServerRule => ({
			address: formatIpv4(0x0a_00_00_01 + number * serversEach + index),
			port: 8080,
			forwarding: 'masq',
			tunnel: null,
			weight: 100,
			upperThreshold: 0,
			lowerThreshold: 0,
		}),
	);
	return {number, key, service, servers};
}

function live(rule: ServerRule) {
	return {...rule, activeConnections: 12, inactiveConnections: 345};
}

function countersOf(count: bigint): Counters {
	return {
		connections: count,
		inPackets: count * 6n,
		outPackets: count * 5n,
		inBytes: count * 600n,
		outBytes: count * 40_000n,
	};
}

function ratesOf(rate: number): Rates {
	return {
		connections: rate,
		inPackets: rate * 6,
		outPackets: rate * 5,
		inBytes: rate * 600,
		outBytes: rate * 40_000,
	};
}
