/**
 * Rows without traffic. A large table has tens of thousands of them, and nothing changes of them from reading to
 * reading but the time at which they were read. So they share one span, which moves on with the readings, and stay the
 * same objects.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';
import type {TimeSpan} from '../reading/reading.ts';
import {type RefreshCount, settledCount} from './refresh-count.ts';
import type {CounterReading, KnownRow} from './row-rates.ts';

/** When the idle rows were read last. */
interface SharedSpan {
	from: number;
	to: number;
}

/** What one reading is for the idle rows. */
export interface IdleReading {
	/** Whether all rows that were idle still share their time, if their counters are the same. */
	readonly isSettled: boolean;
	/** Whether a row was idle, and is. */
	isStillIdle(row: KnownRow, counters: Counters | null): boolean;
	/** The row after the reading: if it has become idle, it shares the time with all others. */
	share(row: KnownRow): KnownRow;
	/** Whether a row is among those that share the time. */
	isShared(row: KnownRow | null): boolean;
	/** Moves the time on, once the reading has been taken in as a whole. */
	finish(): void;
}

/** Remembers when idle rows were read. */
export interface IdleRows {
	/**
	 * @param reading null without counters
	 * @param unknown whether it is not known in this reading if rows were refreshed, or nothing is shown of them
	 */
	begin(reading: CounterReading | null, unknown: boolean): IdleReading;
}

function isIdle({rates, ratesFrom, drift, hint}: KnownRow): boolean {
	return (
		rates !== null &&
		ratesFrom === 'measured' &&
		drift === 0 &&
		hint === null &&
		rates.connections === 0 &&
		rates.inPackets === 0 &&
		rates.outPackets === 0 &&
		rates.inBytes === 0 &&
		rates.outBytes === 0
	);
}

/** One for all of them. */
const noTraffic: Rates = {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0};

function copyOf({from, to}: TimeSpan): SharedSpan {
	return {from, to};
}

/** No row is known yet. */
export function createIdleRows(): IdleRows {
	let shared: SharedSpan | null = null;

	return {
		begin(reading, unknown) {
			const refreshes: RefreshCount | null =
				reading === null || shared === null ? null : reading.countSince(shared);
			const count = refreshes === null || unknown ? null : settledCount(refreshes);
			// Where it is not settled how often they were refreshed, each is looked at as any other row.
			const before = count === null ? null : shared;
			const after =
				reading === null || (before !== null && count === 0)
					? before
					: (before ?? copyOf(reading.span));
			const moves = reading !== null && count !== 0;
			return {
				isSettled: before !== null,
				isStillIdle: (row, counters) =>
					before !== null && row.span === before && row.counters === counters,
				share: row =>
					moves && after !== null && row.span === reading.span && isIdle(row)
						? {...row, rates: noTraffic, span: after}
						: row,
				isShared: row => row !== null && after !== null && row.span === after,
				finish() {
					if (reading !== null) {
						shared = after;
						if (moves && after !== null) {
							Object.assign(after, reading.span);
						}
					}
				},
			};
		},
	};
}
