/**
 * Rates of the whole director. They come from the live CPU rows, so they are divided by the real time, independent of
 * refreshes.
 */
import {type Counters, counterNames} from '../../ipvs/counters.ts';
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {growthOf, ratesOf} from '../../ipvs/rates.ts';
import type {Reading} from '../reading/reading.ts';
import type {WithRates} from './live.ts';

/** Remembers what the next rate needs of the last readings. */
export interface TotalRates {
	/** @param longestGap milliseconds after which an earlier reading is too old to compare with */
	take(reading: Pick<Reading, 'monotonic' | 'perCpu' | 'totals'>, longestGap: number): WithRates;
}

/** Rates are taken over about this time even if readings are more frequent, milliseconds. */
const window = 1900;

/** Over a shorter time a rate is meaningless, milliseconds. */
const shortest = 400;

interface Moment {
	readonly at: number;
	readonly counters: Counters;
}

/** Creates an empty memory. */
export function createTotalRates(): TotalRates {
	let moments: readonly Moment[] = [];

	return {
		take({monotonic: at, perCpu, totals}, longestGap) {
			const standIn: WithRates = totals
				? {rates: totals.kernelRates, ratesFrom: 'kernel'}
				: {rates: null, ratesFrom: null};
			if (perCpu === null) {
				moments = [];
				return standIn;
			}

			const counters = sumOfCpus(perCpu);
			const earlier = moments.filter(moment => at - moment.at <= longestGap);
			const base = earlier.findLast(moment => at - moment.at >= window) ?? earlier[0];
			const growth = base ? growthOf(base.counters, counters) : null;
			if (base === undefined || growth === null) {
				// The CPU rows only decrease when the module is loaded again.
				moments = [{at, counters}];
				return standIn;
			}

			moments = [...earlier.slice(earlier.indexOf(base)), {at, counters}];
			return at - base.at < shortest
				? standIn
				: {rates: ratesOf(growth, at - base.at), ratesFrom: 'measured'};
		},
	};
}

function sumOfCpus({cpus}: PerCpuStats): Counters {
	const sum = (name: keyof Counters) =>
		cpus.reduce((total, {counters}) => total + counters[name], 0n);
	return Object.fromEntries(counterNames.map(name => [name, sum(name)])) as Record<
		keyof Counters,
		bigint
	>;
}
