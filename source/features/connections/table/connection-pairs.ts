/**
 * How many connections each service has with each server, and templates apart.
 */
import type {Timeouts} from '../../../ipvs/listing.ts';
import {BoundedTable, type Entry} from './bounded-table.ts';
import {
	type ConnectionRow,
	createConnectionRow,
	server,
	stateNumber,
	type TableWords,
	virtual,
} from './connection-row.ts';
import type {ConnectionDestination, FindDestination} from './destination.ts';
import {endsOf} from './listed-connection.ts';
import type {PairVerdict, RowFilter} from './row-filter.ts';
import {isStuck, recently, silenceOf} from './signs-of-life.ts';

/** Pairs that are counted exactly; of more, the rarer ones are forgotten. The table takes 19 MB then. */
export const mostPairs = 2 ** 17;

/** The facts about a pair. */
export interface ConnectionPair {
	/**
	 * Of this row protocol, families, virtual address, server and whether it is a template mean something;
	 * it is filled again for the next pair.
	 */
	readonly row: ConnectionRow;
	readonly destination: ConnectionDestination;
	readonly count: number;
	/** How many of them are in SYN_RECV. */
	readonly synReceived: number;
	/** How many of those have waited for too long. */
	readonly stuck: number;
	/** How many got through and were not silent for long. */
	readonly alive: number;
	/** Seconds without a packet on those that got through, the least of them; null if there is none. */
	readonly silence: number | null;
}

/** Counts pairs and knows where each goes. */
export interface ConnectionPairs {
	/** Counts a row and gives its pair, which is valid until the next row is counted. */
	count(row: ConnectionRow): Entry;
	destinationOf(pair: Entry): ConnectionDestination;
	/** What the filter said of the pair. */
	verdictOf(pair: Entry): PairVerdict;
	/** Every pair that is held, in no order. */
	all(): Generator<ConnectionPair>;
	/** Rows of pairs that were forgotten; 0 while every count is exact. */
	readonly uncounted: number;
}

/** Places in a pair's values. */
const destinationAt = 0;
const synReceivedAt = 1;
const verdictAt = 2;
const stuckAt = 3;
const aliveAt = 4;
/** One more than the seconds; 0 if there are none. */
const silenceAt = 5;

const ipv6Flag = 1 << 8;
const serverIpv6Flag = 1 << 9;
const templateFlag = 1 << 10;
const protocolMask = 0xff;

/** How pairs are counted. */
export interface PairOptions {
	readonly findDestination: FindDestination;
	readonly tableWords: TableWords;
	/** Judges each pair once. */
	readonly filter: RowFilter | null;
	/** Of the director; null if they are not known. */
	readonly timeouts: Timeouts | null;
	/** Any 32-bit number that nobody on the network can know. */
	readonly seed: number;
}

/** Begins at 0. */
export function createConnectionPairs(options: PairOptions): ConnectionPairs {
	const {findDestination, tableWords, filter, timeouts, seed} = options;
	const pairs = new BoundedTable({keyWords: 10, values: 6, limit: mostPairs, seed});
	const {key} = pairs;
	const destinations: ConnectionDestination[] = [];
	const numbers = new Map<string, number>();
	let rows = 0;

	/** Equal destinations have one number, however often they are looked for. */
	function destinationNumber(row: ConnectionRow): number {
		const destination = findDestination(endsOf(row, tableWords));
		const {service, server: configured, status} = destination;
		const name = `${service?.id} ${configured?.id} ${status}`;
		const number = numbers.get(name) ?? destinations.push(destination) - 1;
		numbers.set(name, number);
		return number;
	}

	function fillKey({protocol, ipv6, serverIpv6, template, words, ports}: ConnectionRow): void {
		key[0] =
			protocol |
			(ipv6 ? ipv6Flag : 0) |
			(serverIpv6 ? serverIpv6Flag : 0) |
			(template ? templateFlag : 0);
		for (let word = 0; word < 8; word += 1) {
			key[1 + word] = words[virtual * 4 + word] ?? 0;
		}

		key[9] = ((ports[virtual] ?? 0) << 16) | (ports[server] ?? 0);
	}

	function fillRow(row: ConnectionRow, pair: Entry): void {
		const flags = pairs.keyWord(pair, 0);
		row.protocol = flags & protocolMask;
		row.ipv6 = (flags & ipv6Flag) !== 0;
		row.serverIpv6 = (flags & serverIpv6Flag) !== 0;
		row.template = (flags & templateFlag) !== 0;
		for (let word = 0; word < 8; word += 1) {
			row.words[virtual * 4 + word] = pairs.keyWord(pair, 1 + word);
		}

		const ports = pairs.keyWord(pair, 9);
		row.ports[virtual] = ports >>> 16;
		row.ports[server] = ports & 0xffff;
	}

	const orphan: ConnectionDestination = {service: null, server: null, status: 'orphan'};
	const destinationOf = (pair: Entry) => destinations[pairs.value(pair, destinationAt)] ?? orphan;

	function meet(pair: Entry, row: ConnectionRow): void {
		pairs.setValue(pair, destinationAt, destinationNumber(row));
		if (filter) {
			pairs.setValue(pair, verdictAt, filter.judge(row, destinationOf(pair)));
		}
	}

	function add(pair: Entry, at: number): void {
		pairs.setValue(pair, at, pairs.value(pair, at) + 1);
	}

	function noteSignsOfLife(pair: Entry, row: ConnectionRow): void {
		if (row.state === stateNumber.SYN_RECV) {
			add(pair, synReceivedAt);
			if (isStuck(row)) {
				add(pair, stuckAt);
			}

			return;
		}

		const silence = silenceOf(row, timeouts);
		if (silence === null) {
			return;
		}

		if (silence < recently) {
			add(pair, aliveAt);
		}

		const least = pairs.value(pair, silenceAt);
		if (least === 0 || silence < least - 1) {
			pairs.setValue(pair, silenceAt, silence + 1);
		}
	}

	return {
		count(row) {
			rows += 1;
			fillKey(row);
			const pair = pairs.count();
			if (pairs.countOf(pair) === 1) {
				meet(pair, row);
			}

			noteSignsOfLife(pair, row);

			return pair;
		},
		destinationOf,
		verdictOf: pair => pairs.value(pair, verdictAt),
		*all() {
			const row = createConnectionRow();
			for (const pair of pairs.entries()) {
				fillRow(row, pair);
				const silence = pairs.value(pair, silenceAt);
				yield {
					row,
					destination: destinationOf(pair),
					count: pairs.countOf(pair),
					synReceived: pairs.value(pair, synReceivedAt),
					stuck: pairs.value(pair, stuckAt),
					alive: pairs.value(pair, aliveAt),
					silence: silence === 0 ? null : silence - 1,
				};
			}
		},
		get uncounted() {
			if (pairs.forgotten === 0) {
				return 0;
			}

			let counted = 0;
			for (const pair of pairs.entries()) {
				counted += pairs.countOf(pair);
			}

			return rows - counted;
		},
	};
}
