import {readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
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
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import {syncDaemonsParser} from '../../source/ipvs/parse/sync-daemons.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import {timeoutsParser} from '../../source/ipvs/parse/timeouts.ts';

const root = join(import.meta.dirname, '../fixtures/linux-6.1-ipvsadm-1.31');

/** Reads a text of one kind and writes it again. */
function rewriter<T>(factory: ParserFactory<T>, format: (data: T) => string) {
	return (text: string): string => format(parseText(factory, text));
}

const rewriters: Readonly<Record<string, (text: string) => string>> = {
	'ipvsadm-Sn': rewriter(saveFormatParser(), rules => formatSave(rules)),
	'ipvsadm-Ln': rewriter(listingParser, formatListing),
	'ipvsadm-Ln--stats': rewriter(statsListingParser, data =>
		formatStatsListing(data, {exact: false}),
	),
	'ipvsadm-Ln--stats--exact': rewriter(statsListingParser, data =>
		formatStatsListing(data, {exact: true}),
	),
	'ipvsadm-Ln--rate': rewriter(rateListingParser, data => formatRateListing(data, {exact: false})),
	'ipvsadm-Ln--rate--exact': rewriter(rateListingParser, data =>
		formatRateListing(data, {exact: true}),
	),
	'ipvsadm-Ln--thresholds': rewriter(thresholdListingParser, formatThresholdListing),
	'ipvsadm-Ln--persistent-conn': rewriter(persistentListingParser, formatPersistentListing),
	'ipvsadm-Ln--timeout': rewriter(timeoutsParser, formatTimeouts),
	'ipvsadm-Ln--daemon': rewriter(syncDaemonsParser, formatSyncDaemons),
	'ipvsadm-Lnc': rewriter(connectionListingParser, data =>
		formatConnectionListing(data, {engine: false}),
	),
	'ipvsadm-Lnc--persistent-conn': rewriter(connectionListingParser, data =>
		formatConnectionListing(data, {engine: true}),
	),
	'proc-net-ip_vs': rewriter(procIpVsParser, formatProcIpVs),
	'proc-net-ip_vs_stats': rewriter(procStatsParser, formatProcStats),
	'proc-net-ip_vs_stats_percpu': rewriter(procStatsPerCpuParser, formatProcStatsPerCpu),
	'proc-net-ip_vs_conn': rewriter(procConnectionsParser, formatProcConnections),
};

/** Texts without a parser, and the one that was saved with names. */
const notRewritten = ['proc-net-ip_vs_app', 'proc-net-ip_vs_conn_sync', 'proc-uptime', 'ipvsadm-S'];

const scenes = ['empty', 'every-kind', 'lab-nat/first', 'lab-nat/second', 'unprivileged'];

/** The texts of the scenes, except those of failed commands. */
const texts = scenes.flatMap(scene => {
	const names = readdirSync(join(root, scene));
	return names
		.filter(name => name.endsWith('.txt') && !names.includes(name.replace(/txt$/, 'rc')))
		.map(name => ({kind: basename(name, '.txt'), file: join(scene, name)}))
		.filter(({kind}) => !notRewritten.includes(kind));
});

describe('the output of a real kernel', () => {
	test.each(texts)('$file is read and written again byte for byte', ({kind, file}) => {
		const text = readFileSync(join(root, file), 'utf8');
		expect(rewriters[kind]?.(text)).toBe(text);
	});

	test('has an example of every kind of text', () => {
		expect(new Set(texts.map(({kind}) => kind))).toEqual(new Set(Object.keys(rewriters)));
	});

	test('saved with names is the same as saved with numbers', () => {
		const read = (name: string): string => readFileSync(join(root, 'every-kind', name), 'utf8');
		const named = parseText(saveFormatParser(), read('ipvsadm-S.txt'));
		expect(named).toEqual(parseText(saveFormatParser(), read('ipvsadm-Sn.txt')));
	});
});
