/**
 * Rows without traffic. A large table has tens of thousands of them, and from reading to reading only their time
 * changes. So they share one time span, which moves on with the readings, and stay the same objects.
 */

import {type Counters, noTraffic} from '../../ipvs/counters.ts';
import type {TimeSpan} from '../port/clock.ts';

import {type RefreshCount, settledCount} from './refresh-count.ts';
import type {CounterReading, KnownRow} from './row-rates.ts';

/** The time at which the idle rows were last read. */
interface SharedSpan {
	from: number;
	to: number;
}

/** The idle rows in one reading. */
export interface IdleReading {
	/** Whether all rows that were idle still share their time, if their counters are the same. */
	readonly isSettled: boolean;
	/** Whether a row was idle and still is. */
	isStillIdle(row: KnownRow, counters: Counters | null): boolean;
	/** The row after the reading: if it has become idle, it shares the time of all others. */
	share(row: KnownRow): KnownRow;
	/** Whether a row shares the time. */
	isShared(row: KnownRow | null): boolean;
	/** Moves the time on, after the whole reading has been processed. */
	finish(): void;
}

/** Remembers the time of idle rows. */
export interface IdleRows {
	/**
	 * @param reading null without counters
	 * @param unknown whether it is unknown in this reading if rows were refreshed, or their rates are not shown
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

/**
 * An idle row with these counters.
 * @param span the shared time
 */
export function idleRow(counters: Counters, span: TimeSpan): KnownRow {
	return {counters, span, drift: 0, rates: noTraffic, ratesFrom: 'measured', hint: null};
}

function copyOf({from, to}: TimeSpan): SharedSpan {
	return {from, to};
}

/** Creates an empty memory. */
export function createIdleRows(): IdleRows {
	let shared: SharedSpan | null = null;

	return {
		begin(reading, unknown) {
			const refreshes: RefreshCount | null =
				reading === null || shared === null ? null : reading.countSince(shared);
			const count = refreshes === null || unknown ? null : settledCount(refreshes);
			// If the number of their refreshes is not certain, each is handled like any other row.
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
						? idleRow(row.counters, after)
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
