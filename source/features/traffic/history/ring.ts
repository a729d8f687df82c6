/**
 * The latest time slots of several metrics, in memory of a fixed size. Each slot has the average over its time and the
 * highest value in it.
 */

/** The settings of a ring. */
export interface RingOptions {
	/** The length of a slot, milliseconds. */
	readonly step: number;
	readonly slots: number;
	readonly metrics: number;
	/**
	 * How many of the metrics, counted from the last one, are numbers of things: the lowest of each slot is kept too, because
	 * an average of them is no number of things.
	 */
	readonly gauges?: number;
}

/** A ring; times are monotonic milliseconds. */
export interface Ring {
	readonly step: number;
	/**
	 * Adds values that hold from one time to another; NaN means unknown. Times before the end of the last addition are
	 * ignored, so time only goes forward.
	 */
	add(from: number, to: number, values: readonly number[]): void;
	/**
	 * The average in a slot. A slot's number is its time divided by the step, rounded down. NaN if unknown or
	 * overwritten.
	 */
	average(slot: number, metric: number): number;
	/** The highest value in a slot; NaN if unknown or overwritten. */
	maximum(slot: number, metric: number): number;
	/** The lowest value in a slot; of a metric that is no gauge the average. NaN if unknown or overwritten. */
	minimum(slot: number, metric: number): number;
}

/** Creates a ring without known values. */
export function createRing({step, slots, metrics, gauges = 0}: RingOptions): Ring {
	const averages = new Float32Array(slots * metrics).fill(Number.NaN);
	const maxima = new Float32Array(slots * metrics).fill(Number.NaN);
	const minima = new Float32Array(slots * gauges).fill(Number.NaN);
	const firstGauge = metrics - gauges;
	/** For each metric, how many milliseconds of the newest slot are known. */
	const known = new Float64Array(metrics);
	let newest = Number.NEGATIVE_INFINITY;
	let end = Number.NEGATIVE_INFINITY;

	function placeOf(slot: number, metric: number): number {
		return slot > newest || slot <= newest - slots ? -1 : (slot % slots) * metrics + metric;
	}

	/** The place of the minimum of a gauge in a slot that is not overwritten. */
	function gaugePlace(slot: number, metric: number): number {
		return (slot % slots) * gauges + metric - firstGauge;
	}

	/** Makes a slot the newest; those in between are unknown. */
	function advanceTo(slot: number): void {
		for (let next = Math.max(newest + 1, slot - slots + 1); next <= slot; next += 1) {
			const start = (next % slots) * metrics;
			averages.fill(Number.NaN, start, start + metrics);
			maxima.fill(Number.NaN, start, start + metrics);
		}

		newest = slot;
		known.fill(0);
	}

	function addToNewest(milliseconds: number, values: readonly number[]): void {
		for (let metric = 0; metric < metrics; metric += 1) {
			const value = values[metric] ?? Number.NaN;
			if (Number.isNaN(value)) {
				continue;
			}

			const place = placeOf(newest, metric);
			const before = known[metric] ?? 0;
			const after = before + milliseconds;
			const average = before === 0 ? 0 : (averages[place] ?? 0);
			averages[place] = (average * before + value * milliseconds) / after;
			maxima[place] = before === 0 ? value : Math.max(maxima[place] ?? 0, value);
			if (metric >= firstGauge) {
				const at = gaugePlace(newest, metric);
				minima[at] = before === 0 ? value : Math.min(minima[at] ?? value, value);
			}

			known[metric] = after;
		}
	}

	return {
		step,
		add(from, to, values) {
			const start = Math.max(from, end, to - slots * step);
			if (start >= to) {
				return;
			}

			end = to;
			const last = Math.ceil(to / step) - 1;
			for (let slot = Math.floor(start / step); slot <= last; slot += 1) {
				if (slot > newest) {
					advanceTo(slot);
				}

				const milliseconds = Math.min(to, (slot + 1) * step) - Math.max(start, slot * step);
				addToNewest(milliseconds, values);
			}
		},
		average: (slot, metric) => averages[placeOf(slot, metric)] ?? Number.NaN,
		maximum: (slot, metric) => maxima[placeOf(slot, metric)] ?? Number.NaN,
		minimum(slot, metric) {
			const average = averages[placeOf(slot, metric)] ?? Number.NaN;
			return metric < firstGauge || Number.isNaN(average)
				? average
				: (minima[gaugePlace(slot, metric)] ?? Number.NaN);
		},
	};
}
