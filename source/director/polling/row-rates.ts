/**
 * The rates of one row (a service or a server): what is remembered of it, and what a new reading adds.
 */

import type {Counters, Rates} from '../../ipvs/counters.ts';
import {type Growth, ratesOf} from '../../ipvs/rates.ts';
import type {TimeSpan} from '../port/clock.ts';

import type {OpenRow} from './agreed-counts.ts';
import type {WithRates} from './live.ts';
import {
	countForRow,
	countOfGrowth,
	type Drift,
	driftOf,
	middleOf,
	possibleCounts,
	type RefreshCount,
	type RowCount,
} from './refresh-count.ts';

/** A row as of the last reading with new counters. */
export interface KnownRow extends WithRates {
	readonly counters: Counters;
	/** When the counters were read. */
	readonly span: TimeSpan;
	readonly drift: Drift;
	/** The expectation for a row whose rates are not measured yet. */
	readonly hint: Hint | null;
}

/** The expectation for a row until its rates are measured. */
interface Hint {
	/** May be wrong: the kernel's smoothed rates, or the growth at a reading that decided nothing. */
	readonly rates: Rates | null;
	readonly from: 'kernel' | 'growth';
	/** The first of a series of readings with steady traffic that decided nothing; null if there is none. */
	readonly run: Pick<KnownRow, 'counters' | 'span'> | null;
}

/** The row in a reading. */
export interface SeenRow {
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
}

/** A reading of the counters, as far as it is the same for all rows. */
export interface CounterReading {
	readonly span: TimeSpan;
	/** The number of refreshes since an earlier reading; null if that is too old to compare with. */
	countSince(earlier: TimeSpan): RefreshCount | null;
	/** Milliseconds between two refreshes. */
	readonly period: number;
	/** Whether the director's traffic is the same as before; null if unknown. */
	readonly isSteady: boolean | null;
}

/** Calculates the growth for one kind of row. */
export type Grow = (before: Counters, after: Counters) => Growth | null;

/** A row that has grown since the last reading. */
export interface GrownRow {
	readonly known: KnownRow;
	readonly counters: Counters;
	readonly growth: Growth;
	/** Packets in both directions. */
	readonly packets: number;
	/** The number of refreshes; null if the group has to decide. */
	readonly decided: RowCount | null;
	/** The row's own number, used if the group cannot decide; null if that is not reliable. */
	readonly fallback: number | null;
	/** The number of refreshes that most rows have had. */
	readonly even: number;
	/** For the group's decision; null if the row is decided. */
	readonly open: OpenRow | null;
}

/**
 * The evaluation of a row: finished by itself, a growth whose number of refreshes is still to be decided, or a row that is
 * still as idle as it was (see `idle-rows.ts`).
 */
export type WeighedRow =
	| {readonly kind: 'known'; readonly row: KnownRow | null}
	| {readonly kind: 'idle'; readonly row: KnownRow}
	| {readonly kind: 'grown'; readonly row: GrownRow};

/** After this many periods, or this many readings, one refresh more or less no longer matters. */
const longRun = 6;

/** A row whose traffic has grown by this factor has different traffic now. */
const jump = 1.5;

/** A smaller growth in packets is shown as it is: random variation is larger than the error of one refresh. */
const fewPackets = 40;

/**
 * Compares a row's counters with the last ones. The kernel's own rates are used until there is something to compare
 * with; after a reset there are none. A row whose counters could not be read is unknown.
 */
export function weighRow(
	known: KnownRow | null,
	seen: SeenRow,
	reading: CounterReading,
	grow: Grow,
): WeighedRow {
	const {counters, kernelRates} = seen;
	if (counters === null) {
		return {kind: 'known', row: null};
	}

	const {span} = reading;
	const refreshes = known === null ? null : reading.countSince(known.span);
	if (known === null || refreshes === null) {
		const ratesFrom = kernelRates === null ? null : 'kernel';
		const hint = kernelHint(kernelRates);
		return {kind: 'known', row: {counters, span, drift: 0, rates: kernelRates, ratesFrom, hint}};
	}

	const growth = grow(known.counters, counters);
	return growth === null
		? {kind: 'known', row: {counters, span, drift: 0, rates: null, ratesFrom: null, hint: null}}
		: {kind: 'grown', row: grownRow(known, counters, growth, refreshes, reading, grow)};
}

let lastHint: Hint = {rates: null, from: 'kernel', run: null};

/** The kernel's rates as an expectation. All rows without traffic have the same rates, and so share one object. */
function kernelHint(rates: Rates | null): Hint {
	if (lastHint.rates !== rates) {
		lastHint = {rates, from: 'kernel', run: null};
	}

	return lastHint;
}

function grownRow(
	known: KnownRow,
	counters: Counters,
	growth: Growth,
	refreshes: RefreshCount,
	reading: CounterReading,
	grow: Grow,
): GrownRow {
	const {period} = reading;
	const packets = packetsOf(growth);
	const measured = known.ratesFrom === 'measured' ? known.rates : null;
	const lasting =
		measured ??
		longRunRates(runAfter(known, counters, reading), known.span, counters, reading, grow);
	const {possible, even} = possibleCounts(refreshes, packets);
	const isSure = refreshes.sure && (measured !== null || known.hint?.from === 'growth');
	const single =
		isSure || lasting !== null
			? countForRow(refreshes, growth, lasting, known.drift, period)
			: null;
	const isJump =
		lasting !== null &&
		packets >= fewPackets &&
		packets > jump * even * ((packetsOf(lasting) * period) / 1000);
	// A row that seems to drift may really carry twice as much, or nothing more; and one that seems to change may only
	// drift.
	const isDrift = single !== null && single.drift !== 0 && single.count > 0;
	const isBetween = single !== null && !Number.isInteger(single.count);
	const isDoubtful =
		isDrift || isBetween || (isJump && !(refreshes.sure && packetsOf(lasting) > 0));
	// Without live totals there is nothing better.
	const isBelieved =
		isDrift || (isBetween && (single.count > longRun || reading.isSteady === null));
	const decided = isDoubtful ? null : single;
	return {
		...{known, counters, growth, packets, decided, even},
		fallback: isBelieved ? single.count : null,
		open:
			decided === null ? {packets, possible, even, likely: likelyOf(known, growth, period)} : null,
	};
}

/** The packets per period that a row is expected to have, and the number of refreshes that this suggests. */
function likelyOf(known: KnownRow, growth: Growth, period: number): OpenRow['likely'] {
	const isMeasured = known.ratesFrom === 'measured' && known.rates !== null;
	const rates = isMeasured ? known.rates : (known.hint?.rates ?? null);
	return (
		rates && {
			packets: (packetsOf(rates) * period) / 1000,
			count: countOfGrowth(growth, rates, period),
			isSeen: isMeasured || known.hint?.from === 'growth',
		}
	);
}

/** Packets per period of a row whose number of refreshes is certain. */
export function packetsOfDecided(
	{decided, packets, known, growth}: GrownRow,
	{period}: CounterReading,
): number {
	if (decided === null) {
		return 0;
	}

	return decided.count > 0
		? packets / decided.count
		: (likelyOf(known, growth, period)?.packets ?? 0);
}

/** The first of the series of readings that decided nothing, in case this one decides nothing either. */
function runAfter(
	known: KnownRow,
	counters: Counters,
	{span, isSteady}: CounterReading,
): NonNullable<Hint['run']> {
	if (isSteady === false) {
		return {counters, span};
	}

	return known.hint?.run ?? {counters: known.counters, span: known.span};
}

/** The expectation after a reading that decides nothing. */
function hintAfter({known, counters, growth}: GrownRow, reading: CounterReading): Hint {
	const {span, period} = reading;
	const periods = Math.round(periodsBetween(known.span, span, period));
	return {
		rates: periods === 0 ? null : ratesOf(growth, periods * period),
		from: 'growth',
		run: runAfter(known, counters, reading),
	};
}

/** The rates over a long series of undecided readings; null if it is not long enough. */
function longRunRates(
	run: NonNullable<Hint['run']>,
	last: TimeSpan,
	counters: Counters,
	{span, period}: CounterReading,
	grow: Grow,
): Rates | null {
	const periods = periodsBetween(run.span, span, period);
	const growth = grow(run.counters, counters);
	return growth !== null && periods >= longRun * Math.max(1, periodsBetween(last, span, period))
		? ratesOf(growth, Math.round(periods) * period)
		: null;
}

function periodsBetween(before: TimeSpan, after: TimeSpan, period: number): number {
	return (middleOf(after) - middleOf(before)) / period;
}

/**
 * The row after a reading.
 * @param count the number of refreshes; 0 if no refresh of it was seen, null if undecided
 */
export function finishRow(row: GrownRow, count: number | null, reading: CounterReading): KnownRow {
	const {known, counters, growth, decided, even, fallback} = row;
	if (count === 0) {
		// The kernel has not refreshed this row yet, so the last measured rates are still the latest.
		return known.ratesFrom === 'measured' ? known : {...known, rates: null, ratesFrom: null};
	}

	const drift = decided?.drift ?? (count !== null && fallback !== null ? driftOf(count - even) : 0);
	const {span, period} = reading;
	return count === null
		? {counters, span, drift, rates: null, ratesFrom: null, hint: hintAfter(row, reading)}
		: {
				counters,
				span,
				drift,
				rates: ratesOf(growth, count * period),
				ratesFrom: 'measured',
				hint: null,
			};
}

/** Packets in both directions. */
export function packetsOf({inPackets, outPackets}: Growth | Rates): number {
	return inPackets + outPackets;
}
