import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	formatConnectionListing,
	formatProcConnections,
} from '../../source/ipvs/format/connections.ts';
import {formatRateListing, formatStatsListing} from '../../source/ipvs/format/counter-listings.ts';
import {formatProcIpVs} from '../../source/ipvs/format/proc-ip-vs.ts';
import {formatProcStats, formatProcStatsPerCpu} from '../../source/ipvs/format/proc-stats.ts';
import {
	formatListing,
	formatPersistentListing,
	formatThresholdListing,
} from '../../source/ipvs/format/rule-listings.ts';
import {formatSave} from '../../source/ipvs/format/save-format.ts';
import {formatSyncDaemons, formatTimeouts} from '../../source/ipvs/format/settings.ts';
import {type ParserFactory, parseText} from '../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../source/ipvs/parse/connection-listing.ts';
import {listingParser} from '../../source/ipvs/parse/listing.ts';
import {persistentListingParser} from '../../source/ipvs/parse/persistent-listing.ts';
import {procConnectionsParser} from '../../source/ipvs/parse/proc-connections.ts';
import {procIpVsParser} from '../../source/ipvs/parse/proc-ip-vs.ts';
import {procStatsParser} from '../../source/ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../source/ipvs/parse/proc-stats-per-cpu.ts';
import {rateListingParser} from '../../source/ipvs/parse/rate-listing.ts';
import {liveRulesParser, saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import {syncDaemonsParser} from '../../source/ipvs/parse/sync-daemons.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import {timeoutsParser} from '../../source/ipvs/parse/timeouts.ts';
import {ruleSetArbitrary} from './arbitraries.ts';
import {
	connectionArbitrary,
	countersArbitrary,
	listingArbitrary,
	perCpuArbitrary,
	persistentListingArbitrary,
	procIpVsArbitrary,
	rateListingArbitrary,
	ratesArbitrary,
	statsListingArbitrary,
	syncDaemonArbitrary,
	thresholdListingArbitrary,
} from './listing-arbitraries.ts';

/** Whatever is drawn is unchanged after formatting and parsing. */
function survives<T>(
	arbitrary: fc.Arbitrary<T>,
	factory: ParserFactory<T>,
	format: (data: T) => string,
): void {
	fc.assert(
		fc.property(arbitrary, data => {
			expect(parseText(factory, format(data))).toEqual(data);
		}),
	);
}

describe('rules', () => {
	test('any rule set survives being saved with thresholds', () => {
		survives(ruleSetArbitrary, saveFormatParser(), rules => formatSave(rules, {thresholds: true}));
	});

	test('ipvsadm itself saves the rule set without its thresholds', () => {
		fc.assert(
			fc.property(ruleSetArbitrary, rules => {
				const saved = parseText(liveRulesParser(), formatSave(rules)).rules;
				expect(saved).toEqual(
					rules.map(({service, servers}) => ({
						service,
						servers: servers.map(server => ({
							...server,
							upperThreshold: 0,
							lowerThreshold: 0,
						})),
					})),
				);
			}),
		);
	});

	test('saved text is the same after reading and saving it again', () => {
		fc.assert(
			fc.property(ruleSetArbitrary, rules => {
				const text = formatSave(rules);
				expect(formatSave(parseText(liveRulesParser(), text).rules)).toBe(text);
			}),
		);
	});
});

describe('any listing survives', () => {
	test('-L', () => survives(listingArbitrary, listingParser, formatListing));

	test('--thresholds', () =>
		survives(thresholdListingArbitrary, thresholdListingParser, formatThresholdListing));

	test('--persistent-conn', () =>
		survives(persistentListingArbitrary, persistentListingParser, formatPersistentListing));

	test('--stats --exact', () =>
		survives(statsListingArbitrary, statsListingParser, data =>
			formatStatsListing(data, {exact: true}),
		));

	test('--rate --exact', () =>
		survives(rateListingArbitrary, rateListingParser, data =>
			formatRateListing(data, {exact: true}),
		));

	test('/proc/net/ip_vs', () => survives(procIpVsArbitrary, procIpVsParser, formatProcIpVs));

	test('/proc/net/ip_vs_stats', () =>
		survives(
			fc.record({counters: countersArbitrary, kernelRates: ratesArbitrary}),
			procStatsParser,
			formatProcStats,
		));

	test('/proc/net/ip_vs_stats_percpu', () =>
		survives(perCpuArbitrary, procStatsPerCpuParser, formatProcStatsPerCpu));

	test('/proc/net/ip_vs_conn, with any data of an engine', () =>
		survives(fc.array(connectionArbitrary), procConnectionsParser, formatProcConnections));

	test('-L -c --persistent-conn, with data of one word', () =>
		survives(
			fc.array(connectionArbitrary).map(connections =>
				connections.map(({engine, ...rest}) => ({
					...rest,
					engine: engine && {...engine, data: engine.data.replaceAll(/[ \t]/g, '_') || '-'},
				})),
			),
			connectionListingParser,
			data => formatConnectionListing(data, {engine: true}),
		));

	test('--daemon', () =>
		survives(fc.array(syncDaemonArbitrary), syncDaemonsParser, formatSyncDaemons));

	test('--timeout', () => {
		const seconds = fc.nat(2_678_400);
		survives(
			fc.record({tcp: seconds, tcpFin: seconds, udp: seconds}),
			timeoutsParser,
			formatTimeouts,
		);
	});
});
