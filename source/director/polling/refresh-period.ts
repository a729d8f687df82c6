/**
 * A steady beat fitted to moments that were seen with errors.
 */

/** A moment that was seen, and how far off it may be; milliseconds. */
export interface TimedRefresh {
	readonly at: number;
	readonly error: number;
}

/** The kernel refreshes its counters at `refresh.at` and every `period` before and after it, milliseconds. */
export interface RefreshPeriod {
	readonly period: number;
	/** How far off the period may be. */
	readonly periodError: number;
	/** Null if it is not known when, or where every object has a moment of its own. */
	readonly refresh: TimedRefresh | null;
}

/**
 * What is assumed before anything was seen: kernels up to 6.1 have 2.016 s (at 250 ticks a second), 2.048 s
 * (1000) or 2.08 s (100).
 */
const assumedPeriod = 2040;
const assumedError = 40;

/** From Linux 6.2 on every object has a moment of its own, exactly 2 s after its last one. */
export const spreadRefreshPeriod: RefreshPeriod = {period: 2000, periodError: 0, refresh: null};

/**
 * The beat that fits best (least squares, each moment weighted by its error, the assumed period being one
 * more thing seen). The refresh it tells is the one of the last moment seen.
 * @param seen in the order of time
 */
export function fitRefreshPeriod(seen: readonly TimedRefresh[]): RefreshPeriod {
	const last = seen.at(-1);
	if (last === undefined) {
		return {period: assumedPeriod, periodError: assumedError, refresh: null};
	}

	// Offset and slope of a line through (index, moment), both as differences from the assumed line.
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

/** How far off a refresh may be that the beat tells for some moment. */
export function errorAt({refresh, period, periodError}: RefreshPeriod, moment: number): number {
	return refresh === null
		? period
		: refresh.error + (Math.abs(moment - refresh.at) / period) * periodError;
}
