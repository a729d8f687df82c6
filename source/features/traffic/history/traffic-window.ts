/**
 * A metric over the last minutes, reduced to a number of points.
 */
import type {Ring} from './ring.ts';

/** A metric over a span of time; the newest point is the last. Unknown points are null. */
export interface TrafficWindow {
	/** Milliseconds. */
	readonly span: number;
	/** The begin of the first point and the end of the last one, monotonic milliseconds: some slots more than the span. */
	readonly from: number;
	readonly to: number;
	/** The average at each point. */
	readonly average: readonly (number | null)[];
	/** The highest value at each point. */
	readonly maximum: readonly (number | null)[];
	/** The lowest value at each point: of numbers of things one that was read, of rates the lowest average of a slot. */
	readonly minimum: readonly (number | null)[];
}

/** The request for a window: the last `span` milliseconds before `now` (monotonic) in at most `points` points. */
export interface WindowView {
	readonly span: number;
	readonly now: number;
	readonly points: number;
}

/** The points of a window of slots of `step` milliseconds. */
export interface WindowTime extends Pick<TrafficWindow, 'from' | 'to'> {
	readonly slotsOfPoint: number;
	/** The number of points. */
	readonly count: number;
	/** The number of the last point. */
	readonly last: number;
}

/**
 * The points of a window, which depend only on the time. Points begin at multiples of their length, so that a graph moves
 * steadily and does not flicker.
 */
export function windowTime(step: number, {span, now, points}: WindowView): WindowTime {
	const slots = Math.ceil(span / step);
	const slotsOfPoint = Math.max(1, Math.ceil(slots / Math.max(1, points)));
	const count = Math.ceil(slots / slotsOfPoint);
	const last = Math.floor((Math.ceil(now / step) - 1) / slotsOfPoint);
	const length = slotsOfPoint * step;
	const to = (last + 1) * length;
	return {slotsOfPoint, count, last, from: to - count * length, to};
}

/** Statistics of a whole window; null if nothing in it is known. */
export interface WindowFigures {
	readonly minimum: number;
	readonly average: number;
	readonly maximum: number;
}

/** A metric over the time of a view. */
export function trafficWindow(ring: Ring, metric: number, view: WindowView): TrafficWindow {
	const {slotsOfPoint, count, last, from, to} = windowTime(ring.step, view);
	const average: (number | null)[] = [];
	const maximum: (number | null)[] = [];
	const minimum: (number | null)[] = [];
	for (let point = last - count + 1; point <= last; point += 1) {
		let sum = 0;
		let known = 0;
		let highest = Number.NEGATIVE_INFINITY;
		let lowest = Number.POSITIVE_INFINITY;
		for (let slot = point * slotsOfPoint; slot < (point + 1) * slotsOfPoint; slot += 1) {
			const value = ring.average(slot, metric);
			if (!Number.isNaN(value)) {
				sum += value;
				known += 1;
				highest = Math.max(highest, ring.maximum(slot, metric));
				lowest = Math.min(lowest, ring.minimum(slot, metric));
			}
		}

		average.push(known === 0 ? null : sum / known);
		maximum.push(known === 0 ? null : highest);
		minimum.push(known === 0 ? null : lowest);
	}

	return {span: view.span, from, to, average, maximum, minimum};
}

/** The highest value of the last `span` milliseconds before `now`; null if nothing is known. */
export function highestOf(
	ring: Ring,
	metric: number,
	{span, now}: {readonly span: number; readonly now: number},
): number | null {
	const last = Math.ceil(now / ring.step) - 1;
	let highest = Number.NEGATIVE_INFINITY;
	for (let slot = last - Math.ceil(span / ring.step) + 1; slot <= last; slot += 1) {
		const value = ring.maximum(slot, metric);
		if (!Number.isNaN(value)) {
			highest = Math.max(highest, value);
		}
	}

	return highest === Number.NEGATIVE_INFINITY ? null : highest;
}

/** The lowest value, the mean of the averages, and the highest value; null if nothing is known. */
export function windowFigures({
	average,
	maximum,
	minimum,
}: Pick<TrafficWindow, 'average' | 'maximum' | 'minimum'>): WindowFigures | null {
	const known = average.filter(value => value !== null);
	if (known.length === 0) {
		return null;
	}

	return {
		minimum: minimum.reduce<number>(
			(lowest, value) => (value === null ? lowest : Math.min(lowest, value)),
			Number.POSITIVE_INFINITY,
		),
		average: known.reduce((sum, value) => sum + value, 0) / known.length,
		maximum: maximum.reduce<number>(
			(highest, value) => (value === null ? highest : Math.max(highest, value)),
			0,
		),
	};
}
