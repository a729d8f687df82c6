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
import type {ParserFactory} from '../../source/ipvs/line-parser.ts';
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
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
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
	thresholdListingArbitrary,
} from './listing-arbitraries.ts';
import {refusalOf} from './parse/refusal.ts';

/** A kind of text: how to draw one, and how it is read. */
interface Kind {
	readonly name: string;
	readonly texts: fc.Arbitrary<string>;
	readonly read: ParserFactory<unknown>;
	/** Words that a line of this kind may have or not, so that nobody can notice if one is missing. */
	readonly optional: RegExp;
}

function kind<T>(
	name: string,
	data: fc.Arbitrary<T>,
	factory: ParserFactory<T>,
	format: (value: T) => string,
	optional = /^(IPv6|ops|\(.*\))$/,
): Kind {
	return {name, texts: data.map(format), read: factory, optional};
}

const plainConnections = fc.array(
	connectionArbitrary.map(connection => ({...connection, engine: null})),
);

const kinds: readonly Kind[] = [
	kind('-L', listingArbitrary, listingParser, formatListing),
	kind('--thresholds', thresholdListingArbitrary, thresholdListingParser, formatThresholdListing),
	kind(
		'--persistent-conn',
		persistentListingArbitrary,
		persistentListingParser,
		formatPersistentListing,
	),
	kind('--stats', statsListingArbitrary, statsListingParser, data =>
		formatStatsListing(data, {exact: true}),
	),
	kind('--rate', rateListingArbitrary, rateListingParser, data =>
		formatRateListing(data, {exact: true}),
	),
	kind('/proc/net/ip_vs', procIpVsArbitrary, procIpVsParser, formatProcIpVs),
	kind(
		'/proc/net/ip_vs_stats',
		fc.record({counters: countersArbitrary, kernelRates: ratesArbitrary}),
		procStatsParser,
		formatProcStats,
	),
	kind(
		'/proc/net/ip_vs_stats_percpu',
		perCpuArbitrary,
		procStatsPerCpuParser,
		formatProcStatsPerCpu,
	),
	kind('/proc/net/ip_vs_conn', plainConnections, procConnectionsParser, formatProcConnections),
	kind('-L -c', plainConnections, connectionListingParser, data =>
		formatConnectionListing(data, {engine: false}),
	),
];

/** Text that no row of a table looks like, and whose absence is always noticed. */
const junk = fc.constantFrom(
	'(null)',
	'-',
	'1e3',
	'12a',
	'0x1g',
	'!',
	'99999999999999999999999',
	'()',
);

/** The positions of the words of a line. */
function wordsOf(line: string): readonly {readonly start: number; readonly end: number}[] {
	return [...line.matchAll(/\S+/g)].map(match => ({
		start: match.index,
		end: match.index + match[0].length,
	}));
}

/** Changes one word of a text; null if the drawn line has none, its word is optional, or the change does not apply. */
function changeWord(
	text: string,
	drawn: {readonly line: number; readonly word: number},
	change: (line: string, start: number, end: number) => string | null,
	optional: RegExp,
): string | null {
	const lines = text.split('\n');
	const number = drawn.line % lines.length;
	const line = lines[number] ?? '';
	const words = wordsOf(line);
	const place = words[drawn.word % words.length];
	if (!place || optional.test(line.slice(place.start, place.end))) {
		return null;
	}

	const changed = change(line, place.start, place.end);
	if (changed === null) {
		return null;
	}

	lines[number] = changed;
	return lines.join('\n');
}

const somewhere = fc.record({line: fc.nat(1000), word: fc.nat(1000)});

/** A changed text is refused, or one of its rows is; either error names a line. */
function expectRefusal(read: Kind['read'], text: string): void {
	expect(refusalOf(read, text)?.line, text).toBeGreaterThanOrEqual(0);
}

describe.each(kinds)(
	'a damaged text of $name never becomes a wrong row',
	({texts, read, optional}) => {
		test('without one of its columns', () => {
			fc.assert(
				fc.property(texts, somewhere, (text, place) => {
					const damaged = changeWord(
						text,
						place,
						(line, start, end) => line.slice(0, start) + line.slice(end),
						optional,
					);
					if (damaged !== null) {
						expectRefusal(read, damaged);
					}
				}),
			);
		});

		test('with a word too many', () => {
			fc.assert(
				fc.property(texts, somewhere, junk, (text, place, word) => {
					const damaged = changeWord(
						text,
						place,
						(line, start) => `${line.slice(0, start)}${word} ${line.slice(start)}`,
						/^$/,
					);
					if (damaged !== null) {
						expectRefusal(read, damaged);
					}
				}),
			);
		});

		test('with junk behind a word', () => {
			fc.assert(
				fc.property(texts, somewhere, junk, (text, place, word) => {
					const damaged = changeWord(
						text,
						place,
						(line, _, end) => `${line.slice(0, end)} ${word}${line.slice(end)}`,
						/^$/,
					);
					if (damaged !== null) {
						expectRefusal(read, damaged);
					}
				}),
			);
		});

		test('cut off in the middle of a line', () => {
			fc.assert(
				fc.property(texts, fc.nat(), (text, place) => {
					const cut = text.slice(0, place % text.length);
					fc.pre(!cut.endsWith('\n'));
					expectRefusal(read, cut);
				}),
			);
		});
	},
);

describe('damaged saved rules never become wrong rules', () => {
	const texts = ruleSetArbitrary.map(rules => formatSave(rules, {thresholds: true}));
	const read = saveFormatParser();

	test('with a word too many', () => {
		fc.assert(
			fc.property(texts, somewhere, junk, (text, place, word) => {
				const damaged = changeWord(
					text,
					place,
					(line, start) => `${line.slice(0, start)}${word} ${line.slice(start)}`,
					/^$/,
				);
				if (damaged !== null) {
					expectRefusal(read, damaged);
				}
			}),
		);
	});

	test('without the argument of an option that needs one', () => {
		fc.assert(
			fc.property(texts, somewhere, (text, place) => {
				const damaged = changeWord(
					text,
					place,
					(line, start, end) =>
						/ (-[tufsMrwxyb]|--(sctp-service|pe|tun-type|tun-port)) $/.test(line.slice(0, start))
							? line.slice(0, start) + line.slice(end)
							: null,
					/^$/,
				);
				if (damaged !== null) {
					expectRefusal(read, damaged);
				}
			}),
		);
	});
});
