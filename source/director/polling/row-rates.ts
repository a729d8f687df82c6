/**
 * What is known of one row (a service or a server) from its readings, and what a new one adds.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';
import {type Growth, ratesOf} from '../../ipvs/rates.ts';
import type {TimeSpan} from '../reading/reading.ts';
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

/** A row as of the last reading that brought new counters of it. */
export interface KnownRow extends WithRates {
	readonly counters: Counters;
	/** When the counters were read. */
	readonly span: TimeSpan;
	readonly drift: Drift;
	/** What is to be expected of a row whose rates are not measured yet. */
	readonly hint: Hint | null;
}

/** What is to be expected of a row until its rates are measured. */
interface Hint {
	/** May be wrong: the kernel's smoothed rates, or the growth at a reading that decided nothing. */
	readonly rates: Rates | null;
	readonly from: 'kernel' | 'growth';
	/** The first of the readings of a steady traffic that decided nothing; null before there was one. */
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
	/** How many refreshes there were since an earlier reading; null if that is too long ago to compare with. */
	countSince(earlier: TimeSpan): RefreshCount | null;
	/** Milliseconds between two refreshes. */
	readonly period: number;
	/** Whether the director carried as much before as now; null if that is not known. */
	readonly isSteady: boolean | null;
}

/** How counters of a kind of row grow. */
export type Grow = (before: Counters, after: Counters) => Growth | null;

/** A row that has grown since the last reading. */
export interface GrownRow {
	readonly known: KnownRow;
	readonly counters: Counters;
	readonly growth: Growth;
	/** Packets in both directions. */
	readonly packets: number;
	/** How many refreshes it has had; null if the rows that it belongs to have to tell. */
	readonly derived: RowCount | null;
	/** How many it has had by itself, if they cannot tell; null if that is not to be believed. */
	readonly fallback: number | null;
	/** Where `settled` is null. */
	readonly open: OpenRow;
	/** What was learned by the readings that decided nothing. */
	readonly hint: Hint;
}

/**
 * What a reading says of a row: all there is to know by itself, a growth whose time is to be told, or that the row is
 * still as idle as it was (see `idle-rows.ts`).
 */
export type WeighedRow =
	| {readonly kind: 'known'; readonly row: KnownRow | null}
	| {readonly kind: 'idle'; readonly row: KnownRow}
	| {readonly kind: 'grown'; readonly row: GrownRow};

/**
 * Over so many periods, and so many times those of one reading, one refresh more or less makes too little difference
 * to mistake the number of refreshes.
 */
const longRun = 6;

/** A row that carries so many times as much as before has another traffic now. */
const jump = 1.5;

/** A growth of fewer packets is shown as it is: chance makes more of a difference than one refresh more or less. */
const fewPackets = 40;

/**
 * Weighs a row's counters against the last ones. The kernel's own rates stand in until there is something to
 * compare with, and nothing does after a reset. A row whose counters could not be read is not known.
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

	const fresh = {counters, span: reading.span, drift: 0} as const;
	const refreshes = known === null ? null : reading.countSince(known.span);
	if (known === null || refreshes === null) {
		const hint = {rates: kernelRates, from: 'kernel', run: null} as const;
		const ratesFrom = kernelRates === null ? null : 'kernel';
		return {kind: 'known', row: {...fresh, rates: kernelRates, ratesFrom, hint}};
	}

	const growth = grow(known.counters, counters);
	return growth === null
		? {kind: 'known', row: {...fresh, rates: null, ratesFrom: null, hint: null}}
		: {kind: 'grown', row: grownRow(known, counters, growth, refreshes, reading, grow)};
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
	const hint = hintAfter(known, counters, growth, reading);
	const measured = known.ratesFrom === 'measured' ? known.rates : null;
	const lasting = measured ?? longRunRates(hint.run, known.span, counters, reading, grow);
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
	// A row that seems to slip may as well carry twice as much, or no more, and one that jumps may slip as well.
	const isDrift = single !== null && single.drift !== 0 && single.count > 0;
	const isBetween = single !== null && !Number.isInteger(single.count);
	const isDoubtful =
		isDrift || isBetween || (isJump && !(refreshes.sure && packetsOf(lasting) > 0));
	// Without live totals nothing better can be had.
	const isBelieved =
		isDrift || (isBetween && (single.count > longRun || reading.isSteady === null));
	const likelyRates = measured ?? known.hint?.rates ?? null;
	return {
		known,
		counters,
		growth,
		packets,
		derived: isDoubtful ? null : single,
		fallback: isBelieved ? single.count : null,
		open: {
			packets,
			possible,
			even,
			likely: likelyRates && {
				packets: (packetsOf(likelyRates) * period) / 1000,
				count: countOfGrowth(growth, likelyRates, period),
				isSeen: measured !== null || known.hint?.from === 'growth',
			},
		},
		hint,
	};
}

/** What is to be expected after this reading, if it decides nothing. */
function hintAfter(
	known: KnownRow,
	counters: Counters,
	growth: Growth,
	{span, period, isSteady}: CounterReading,
): Hint {
	const periods = Math.round(periodsBetween(known.span, span, period));
	const begin =
		isSteady === false ? {counters, span} : {counters: known.counters, span: known.span};
	return {
		rates: periods === 0 ? null : ratesOf(growth, periods * period),
		from: 'growth',
		run: isSteady === false ? begin : (known.hint?.run ?? begin),
	};
}

/** The rates over a long run of readings that decided nothing; null if it is not long yet. */
function longRunRates(
	run: Hint['run'],
	last: TimeSpan,
	counters: Counters,
	{span, period}: CounterReading,
	grow: Grow,
): Rates | null {
	if (run === null) {
		return null;
	}

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
 * @param count how many refreshes it has had; 0 if nothing new was seen of it, null if nothing decides
 */
export function finishRow(
	{known, counters, growth, hint, derived, open, fallback}: GrownRow,
	count: number | null,
	{span, period}: CounterReading,
): KnownRow {
	if (count === 0) {
		// The kernel has not refreshed this row yet: what was measured still is all that is.
		return known.ratesFrom === 'measured' ? known : {...known, rates: null, ratesFrom: null};
	}

	const drift =
		derived?.drift ?? (count !== null && fallback !== null ? driftOf(count - open.even) : 0);
	const fresh = {counters, span, drift};
	return count === null
		? {...fresh, rates: null, ratesFrom: null, hint}
		: {...fresh, rates: ratesOf(growth, count * period), ratesFrom: 'measured', hint: null};
}

/** Packets in both directions. */
export function packetsOf({inPackets, outPackets}: Growth | Rates): number {
	return inPackets + outPackets;
}
