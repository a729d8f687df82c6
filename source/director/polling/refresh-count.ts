/**
 * Counts the refreshes of the kernel between two readings of the counters. Counters grow by what passed in a whole
 * number of periods, so a rate is the growth divided by that many periods, not by the time between the readings.
 */

import type {Rates} from '../../ipvs/counters.ts';
import type {Growth} from '../../ipvs/rates.ts';
import type {TimeSpan} from '../port/clock.ts';

import {errorAt, type RefreshPeriod} from './refresh-period.ts';

/** The refreshes between two readings: a certain number, or the time in periods if it is not certain. */
export type RefreshCount =
	| {readonly sure: true; readonly count: number}
	| {readonly sure: false; readonly periods: number};

/**
 * The difference of a row's last count from the even one: one refresh more (1), one less (-1), or none (0). A row that
 * is refreshed at about the time of a reading drifts like this now and then, but never in the same direction twice in a
 * row.
 */
export type Drift = -1 | 0 | 1;

/** The drift of a row that had this many refreshes more than the even number. */
export function driftOf(more: number): Drift {
	return more > 0 ? 1 : more < 0 ? -1 : 0;
}

/** The number of refreshes of one row. */
export interface RowCount {
	readonly count: number;
	readonly drift: Drift;
}

/** A refresh closer to a reading than this may be before or after it, milliseconds. */
const narrow = 40;

/** Readings are even if the time between them differs from a whole number of periods by less than this. */
const evenWithin = 0.15;

/** A row's growth suggests a number of refreshes if it differs from the expected growth by less than this share. */
const alike = 0.2;

/** The middle of a time span. */
export function middleOf({from, to}: TimeSpan): number {
	return (from + to) / 2;
}

/** Counts the refreshes between two readings of the counters. */
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

/** The number of the period in which a reading was, counted from the known refresh; null if it is not certain. */
function periodOf(refreshPeriod: RefreshPeriod, {from, to}: TimeSpan): number | null {
	const {refresh, period} = refreshPeriod;
	if (refresh === null) {
		return null;
	}

	const margin = narrow + 2 * errorAt(refreshPeriod, to);
	const first = Math.floor((from - margin - refresh.at) / period);
	return first === Math.floor((to + margin - refresh.at) / period) ? first : null;
}

/** The number of refreshes between two readings if it is the same for all rows; otherwise null. */
export function settledCount(refreshes: RefreshCount): number | null {
	if (refreshes.sure) {
		return refreshes.count;
	}

	const even = Math.round(refreshes.periods);
	return Math.abs(refreshes.periods - even) > evenWithin ? null : even;
}

/**
 * Decides the number for one row. If it is not certain, the number that keeps the row's rate unchanged is preferred to
 * the even one, but only if drift explains it. So traffic that suddenly doubles or stops may be shown one reading late,
 * but steady traffic never seems to double or stop. The count may be 0 (no refresh of this row was seen), or a fraction
 * if nothing better is known.
 * @param expected the measured rates of the row at the last reading, or null
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

/** The possible numbers of refreshes of a row between two readings, and the one that most rows have had. */
interface PossibleCounts {
	readonly possible: readonly number[];
	readonly even: number;
}

/** By the refreshes, which are the same for most rows: without growth, and with it. */
const knownCounts = new WeakMap<RefreshCount, {without: PossibleCounts; growing: PossibleCounts}>();

/**
 * The possible numbers for a row.
 * @param packets the growth of the row; with any growth it had at least one refresh
 */
export function possibleCounts(refreshes: RefreshCount, packets: number): PossibleCounts {
	const known = knownCounts.get(refreshes) ?? {
		without: countsFrom(refreshes, 0),
		growing: countsFrom(refreshes, 1),
	};
	knownCounts.set(refreshes, known);
	return packets > 0 ? known.growing : known.without;
}

function countsFrom(refreshes: RefreshCount, least: number): PossibleCounts {
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

/** The number of refreshes that a growth suggests at the expected rates; null if it suggests none. */
export function countOfGrowth(growth: Growth, expected: Rates, period: number): number | null {
	const seen = periodsOfGrowth(growth, expected, period);
	return seen === null ? null : fittingCount(seen);
}

/** The number of periods that a row would need for this growth at its expected rates; null if they are 0. */
function periodsOfGrowth(growth: Growth, expected: Rates, period: number): number | null {
	const grown = growth.inPackets + growth.outPackets;
	const perPeriod = ((expected.inPackets + expected.outPackets) * period) / 1000;
	return perPeriod > 0 ? grown / perPeriod : null;
}

/** The whole number that the growth suggests; null if it suggests none. */
function fittingCount(seen: number): number | null {
	const count = Math.round(seen);
	return Math.abs(seen - count) <= alike * count ? count : null;
}
