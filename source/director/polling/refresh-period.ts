/**
 * Fits a regular period to refreshes that were observed with errors.
 */

/** The time of an observed refresh, and its possible error; milliseconds. */
export interface TimedRefresh {
	readonly at: number;
	readonly error: number;
}

/** The kernel refreshes its counters at `refresh.at`, and every `period` before and after that; milliseconds. */
export interface RefreshPeriod {
	readonly period: number;
	/** The possible error of the period. */
	readonly periodError: number;
	/** Null if the time is not known, or if every object has a different one. */
	readonly refresh: TimedRefresh | null;
}

/** The initial assumption: kernels up to 6.1 have 2.016 s (at 250 ticks per second), 2.048 s (1000) or 2.08 s (100). */
const assumedPeriod = 2040;
const assumedError = 40;

/** Since Linux 6.2 every object has its own refresh time, exactly 2 s after its last one. */
export const spreadRefreshPeriod: RefreshPeriod = {period: 2000, periodError: 0, refresh: null};

/**
 * The best fit (least squares, each observation weighted by its error, and the assumed period as one more observation).
 * Its refresh is the one closest to the last observation.
 * @param seen in order of time
 */
export function fitRefreshPeriod(seen: readonly TimedRefresh[]): RefreshPeriod {
	const last = seen.at(-1);
	if (last === undefined) {
		return {period: assumedPeriod, periodError: assumedError, refresh: null};
	}

	// Offset and slope of a line through (index, time), both as differences from the assumed line.
	let weights = 0;
	let indexWeights = 0;
	let squareWeights = 1 / assumedError ** 2;
	let offs = 0;
	let indexOffs = 0;
	let index = 0;
	for (const [place, {at, error}] of [...seen.entries()].reverse()) {
		const next = seen[place + 1];
		index -= next === undefined ? 0 : Math.round((next.at - at) / assumedPeriod);
		const weight = 1 / error ** 2;
		const off = at - (last.at + index * assumedPeriod);
		weights += weight;
		indexWeights += weight * index;
		squareWeights += weight * index ** 2;
		offs += weight * off;
		indexOffs += weight * index * off;
	}

	const determinant = weights * squareWeights - indexWeights ** 2;
	return {
		periodError: Math.sqrt(weights / determinant),
		period: assumedPeriod + (weights * indexOffs - indexWeights * offs) / determinant,
		refresh: {
			at: last.at + (squareWeights * offs - indexWeights * indexOffs) / determinant,
			error: Math.sqrt(squareWeights / determinant),
		},
	};
}

/** The possible error of the predicted refresh near a time. */
export function errorAt({refresh, period, periodError}: RefreshPeriod, moment: number): number {
	return refresh === null
		? period
		: refresh.error + (Math.abs(moment - refresh.at) / period) * periodError;
}
