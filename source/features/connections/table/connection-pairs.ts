/**
 * Counts the connections between each service and each server, and templates separately.
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

/** Pairs that are counted exactly; of more, the rarer ones are dropped. The table then takes 19 MB. */
export const mostPairs = 2 ** 17;

/** The counts of one service with one server. */
export interface ConnectionPair {
	/**
	 * Only protocol, families, virtual address, server and `template` are valid. The row is reused for the next pair.
	 */
	readonly row: ConnectionRow;
	readonly destination: ConnectionDestination;
	readonly count: number;
	/** Connections in SYN_RECV. */
	readonly synReceived: number;
	/** Connections that have been in SYN_RECV for too long. */
	readonly stuck: number;
	/** Established connections that had traffic recently. */
	readonly alive: number;
	/** The shortest time without a packet of any established connection, seconds; null if there is none. */
	readonly silence: number | null;
}

/** Counts pairs, and finds the destination of each. */
export interface ConnectionPairs {
	/** Counts a row and returns its pair, which is valid until the next row is counted. */
	count(row: ConnectionRow): Entry;
	destinationOf(pair: Entry): ConnectionDestination;
	/** The filter's verdict on the pair. */
	verdictOf(pair: Entry): PairVerdict;
	/** Every pair held, in no particular order. */
	all(): Generator<ConnectionPair>;
	/** Rows of pairs that were dropped; 0 while every count is exact. */
	readonly uncounted: number;
}

/** Positions in a pair's values. */
const destinationAt = 0;
const synReceivedAt = 1;
const verdictAt = 2;
const stuckAt = 3;
const aliveAt = 4;
/** The seconds plus one; 0 if there are none. */
const silenceAt = 5;

const ipv6Flag = 1 << 8;
const serverIpv6Flag = 1 << 9;
const templateFlag = 1 << 10;
const protocolMask = 0xff;

/** The settings for counting pairs. */
export interface PairOptions {
	readonly findDestination: FindDestination;
	readonly tableWords: TableWords;
	/** Called once for each pair. */
	readonly filter: RowFilter | null;
	/** The director's timeouts; null if they are not known. */
	readonly timeouts: Timeouts | null;
	/** Any 32-bit number that nobody on the network can know. */
	readonly seed: number;
}

/** Creates empty counts. */
export function createConnectionPairs(options: PairOptions): ConnectionPairs {
	const {findDestination, tableWords, filter, timeouts, seed} = options;
	const pairs = new BoundedTable({keyWords: 10, values: 6, limit: mostPairs, seed});
	const {key} = pairs;
	const destinations: ConnectionDestination[] = [];
	const numbers = new Map<string, number>();
	let rows = 0;

	/** The number of a destination; equal destinations have the same one. */
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
