/**
 * What is known of one row (a service or a server) from its readings, and what a new one adds.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';
import {type Growth, ratesOf} from '../../ipvs/rates.ts';
import type {TimeSpan} from '../reading/reading.ts';
import type {WithRates} from './live.ts';
import {countForRow, type RefreshCount, type Slip} from './refresh-count.ts';

/** A row as of the last reading that brought new counters of it. */
export interface KnownRow extends WithRates {
	readonly counters: Counters;
	/** When the counters were read. */
	readonly span: TimeSpan;
	readonly slip: Slip;
}

/** The row in a reading. */
export interface SeenRow {
	readonly counters: Counters | null;
	readonly kernelRates: Rates | null;
}

/** A reading of the counters, as far as it is the same for all rows. */
export interface CounterReading {
	readonly span: TimeSpan;
	/** How many refreshes there were since an earlier reading; null where that is too long ago to compare with. */
	countSince(earlier: TimeSpan): RefreshCount | null;
	/** Milliseconds between two refreshes. */
	readonly period: number;
}

const unknown: WithRates = {rates: null, ratesFrom: null};

/**
 * What is known of a row after a reading of the counters; null where its counters could not be read.
 * The kernel's own rates stand in until there is something to compare with, and nothing does after a reset.
 * @param grow how counters of this kind of row grow
 */
export function followRow(
	known: KnownRow | null,
	seen: SeenRow,
	reading: CounterReading,
	grow: (before: Counters, after: Counters) => Growth | null,
): KnownRow | null {
	const {counters, kernelRates} = seen;
	if (counters === null) {
		return null;
	}

	const {span} = reading;
	const refreshes = known === null ? null : reading.countSince(known.span);
	if (known === null || refreshes === null) {
		const standIn: WithRates =
			kernelRates === null ? unknown : {rates: kernelRates, ratesFrom: 'kernel'};
		return {counters, span, slip: 0, ...standIn};
	}

	const growth = grow(known.counters, counters);
	if (growth === null) {
		return {counters, span, slip: 0, ...unknown};
	}

	const {count, slip} = countForRow(refreshes, growth, known.rates, known.slip, reading.period);
	if (count === 0) {
		// The kernel has not refreshed this row yet: what was known still is all that is.
		return known;
	}

	return {
		counters,
		span,
		slip,
		rates: ratesOf(growth, count * reading.period),
		ratesFrom: 'measured',
	};
}
