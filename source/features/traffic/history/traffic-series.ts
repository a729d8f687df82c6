/**
 * The history of one service, of one server or of the director: the last quarter of an hour finely, the
 * last hour in longer steps. It takes 42 KB however long it runs.
 */
import {type TrafficMetric, type TrafficValues, trafficMetrics} from './metric.ts';
import {createRing} from './ring.ts';
import {type TrafficWindow, trafficWindow} from './traffic-window.ts';

const second = 1000;
const minute = 60 * second;

/** The spans of time that graphs show, milliseconds. */
export const trafficSpans = [minute, 5 * minute, 15 * minute, 60 * minute] as const;

export type TrafficSpan = (typeof trafficSpans)[number];

/** The kernel refreshes its counters every 2 s: shorter slots would hold nothing more. */
const fineStep = 2 * second;
const fineSpan = 15 * minute;
const coarseStep = 12 * second;
const coarseSpan = 60 * minute;

/** One history; times are those of a clock that never jumps, milliseconds. */
export interface TrafficSeries {
	/** Adds values that hold from one time to another. */
	add(from: number, to: number, values: TrafficValues): void;
	/** A metric over the last milliseconds before `now`, in at most `points` points. */
	window(
		metric: TrafficMetric,
		view: {readonly span: number; readonly now: number; readonly points: number},
	): TrafficWindow;
}

/** Nothing is known yet. */
export function createTrafficSeries(): TrafficSeries {
	const metrics = trafficMetrics.length;
	// One slot more than the span, because the newest one is only begun.
	const fine = createRing({step: fineStep, slots: fineSpan / fineStep + 1, metrics});
	const coarse = createRing({step: coarseStep, slots: coarseSpan / coarseStep + 1, metrics});
	return {
		add(from, to, values) {
			const numbers = trafficMetrics.map(metric => values[metric] ?? Number.NaN);
			fine.add(from, to, numbers);
			coarse.add(from, to, numbers);
		},
		window: (metric, view) =>
			trafficWindow(view.span <= fineSpan ? fine : coarse, trafficMetrics.indexOf(metric), view),
	};
}
