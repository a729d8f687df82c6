/**
 * How many refreshes of the kernel lie between two readings of the counters. Counters grow by what passed
 * in a whole number of periods, so a rate is their growth over that many periods, not over the time
 * between the readings.
 */
import type {Rates} from '../../ipvs/counters.ts';
import type {Growth} from '../../ipvs/rates.ts';
import type {TimeSpan} from '../reading/reading.ts';
import {errorAt, type RefreshPeriod} from './refresh-period.ts';

/** The refreshes between two readings: a sure number, or the time between them in periods where it is not sure. */
export type RefreshCount =
	| {readonly sure: true; readonly count: number}
	| {readonly sure: false; readonly periods: number};

/**
 * Which way a row's last count was off the even one: it had one refresh more (1) or less (-1), or none (0).
 * A row that is refreshed at about the moment when it is read slips like this now and then, but never the
 * same way twice running.
 */
export type Drift = -1 | 0 | 1;

/** The slip of a row that had so many refreshes more than the even number. */
export function driftOf(more: number): Drift {
	return more > 0 ? 1 : more < 0 ? -1 : 0;
}

/** A number of refreshes for one row. */
export interface RowCount {
	readonly count: number;
	readonly drift: Drift;
}

/** A refresh nearer to a reading than this may fall on either side of it, milliseconds. */
const narrow = 40;

/** Readings whose distance is within this of a whole number of periods are even. */
const evenWithin = 0.15;

/** A row's growth speaks for a number of refreshes if it is within this share of what was expected of it. */
const alike = 0.2;

/** The middle of a span. */
export function middleOf({from, to}: TimeSpan): number {
	return (from + to) / 2;
}

/** Counts the refreshes from one reading of the counters to the next. */
export function countRefreshes(
	refreshPeriod: RefreshPeriod,
	before: TimeSpan,
	after: TimeSpan,
): RefreshCount {
	const first = periodOf(refreshPeriod, before);
	const second = periodOf(refreshPeriod, after);
	return first === null || second === null
		? {sure: false, periods: (middleOf(after) - middleOf(before)) / refreshPeriod.period}
		: {sure: true, count: second - first};
}

/** Between which refreshes a reading was, counted from the one that the beat tells; null if it is not sure. */
function periodOf(refreshPeriod: RefreshPeriod, {from, to}: TimeSpan): number | null {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return null;
	}

	const margin = narrow + 2 * errorAt(refreshPeriod, to);
	const first = Math.floor((from - margin - refresh.at) / period);
	return first === Math.floor((to + margin - refresh.at) / period) ? first : null;
}

/** How many refreshes every row has had between two readings; null if that is not the same for all of them. */
export function settledCount(refreshes: RefreshCount): number | null {
	if (refreshes.sure) {
		return refreshes.count;
	}

	const even = Math.round(refreshes.periods);
	return Math.abs(refreshes.periods - even) > evenWithin ? null : even;
}

/**
 * Settles the number for one row. Where it is not sure, the number that leaves the row's rate as it was is
 * preferred to the even one, but only where a row that slips explains it: a traffic that doubles or stops at
 * once may be shown one reading late, and a steady one never seems to double or stop.
 * The count may be 0 (nothing new was seen of this row), or not whole where nothing better is known.
 * @param expected the row's measured rates at the reading before, or null
 */
export function countForRow(
	refreshes: RefreshCount,
	growth: Growth,
	expected: Rates | null,
	drift: Drift,
	period: number,
): RowCount {
	if (refreshes.sure) {
		return {count: refreshes.count, drift: 0};
	}

	const {periods} = refreshes;
	const even = Math.round(periods);
	const seen = expected === null ? null : periodsOfGrowth(growth, expected, period);
	const fitting = seen === null ? null : fittingCount(seen);
	if (Math.abs(periods - even) > evenWithin) {
		const possible = fitting === Math.floor(periods) || fitting === Math.ceil(periods);
		return {count: possible ? fitting : periods, drift: 0};
	}

	const way = fitting === null ? 0 : fitting - even;
	return (way === 1 || way === -1) && way !== drift
		? {count: even + way, drift: way}
		: {count: even, drift: 0};
}

/**
 * The numbers of refreshes that a row can have had between two readings, and the one that most rows have had.
 * @param packets by which the row grew; it had at least one refresh if there are any
 */
export function possibleCounts(
	refreshes: RefreshCount,
	packets: number,
): {readonly possible: readonly number[]; readonly even: number} {
	const least = packets > 0 ? 1 : 0;
	if (refreshes.sure) {
		return {possible: [refreshes.count], even: refreshes.count};
	}

	const {periods} = refreshes;
	const even = Math.max(least, Math.round(periods));
	const counts =
		Math.abs(periods - even) > evenWithin
			? [Math.floor(periods), Math.ceil(periods), even]
			: [even - 1, even, even + 1];
	return {
		possible: [...new Set(counts)].filter(count => count >= least).sort((a, b) => a - b),
		even,
	};
}

/** The number of refreshes that a growth speaks for at the expected rates, or null if it speaks for none. */
export function countOfGrowth(growth: Growth, expected: Rates, period: number): number | null {
	const seen = periodsOfGrowth(growth, expected, period);
	return seen === null ? null : fittingCount(seen);
}

/** In how many periods a row would have grown so much at its expected rates; null if none were expected. */
function periodsOfGrowth(growth: Growth, expected: Rates, period: number): number | null {
	const grown = growth.inPackets + growth.outPackets;
	const perPeriod = ((expected.inPackets + expected.outPackets) * period) / 1000;
	return perPeriod > 0 ? grown / perPeriod : null;
}

/** The whole number that the growth speaks for, or null if it speaks for none. */
function fittingCount(seen: number): number | null {
	const count = Math.round(seen);
	return Math.abs(seen - count) <= alike * count ? count : null;
}
