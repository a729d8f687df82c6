/**
 * The history of one service, one server or the director: the last quarter of an hour in fine steps, the last hour in
 * longer ones. It takes 48 KB, however long it runs.
 */
import {gaugeMetrics, type TrafficMetric, type TrafficValues, trafficMetrics} from './metric.ts';
import {createRing} from './ring.ts';
import {
	highestOf,
	type TrafficWindow,
	trafficWindow,
	type WindowTime,
	type WindowView,
	windowTime,
} from './traffic-window.ts';

const second = 1000;
const minute = 60 * second;

/** The time spans of graphs, milliseconds. */
export const trafficSpans = [minute, 5 * minute, 15 * minute, 60 * minute] as const;

export type TrafficSpan = (typeof trafficSpans)[number];

/** The kernel refreshes its counters every 2 s, so shorter slots would contain nothing more. */
const fineStep = 2 * second;
const fineSpan = 15 * minute;
const coarseStep = 12 * second;
const coarseSpan = 60 * minute;

/** One history; times are monotonic milliseconds. */
export interface TrafficSeries {
	/** The begin of the first values; null before them. */
	readonly begun: number | null;
	/** Adds values that hold from one time to another. */
	add(from: number, to: number, values: TrafficValues): void;
	/** A metric over the given milliseconds before `now`, in at most `points` points. */
	window(metric: TrafficMetric, view: WindowView): TrafficWindow;
	/**
	 * The highest value of the time before `now` that decides on the scale of a graph: twice as long as the graph shows, so
	 * that the scale stays for a while after the value has left it. Null if nothing is known.
	 */
	highest(
		metric: TrafficMetric,
		view: {readonly span: number; readonly now: number},
	): number | null;
}

/** The time that the windows of all histories show. */
export function seriesTime(view: WindowView): WindowTime {
	return windowTime(view.span <= fineSpan ? fineStep : coarseStep, view);
}

/** The window of a history that is not kept: nothing in it is known. */
export function unknownWindow(view: WindowView): TrafficWindow {
	const {from, to} = seriesTime(view);
	return {span: view.span, from, to, average: [null], maximum: [null], minimum: [null]};
}

/** Creates an empty history. */
export function createTrafficSeries(): TrafficSeries {
	const metrics = trafficMetrics.length;
	const gauges = gaugeMetrics.length;
	// One slot more than the span, because the newest one is incomplete.
	const fine = createRing({step: fineStep, slots: fineSpan / fineStep + 1, metrics, gauges});
	const coarse = createRing({
		step: coarseStep,
		slots: coarseSpan / coarseStep + 1,
		metrics,
		gauges,
	});
	let begun: number | null = null;
	const ringFor = (span: number) => (span <= fineSpan ? fine : coarse);
	return {
		get begun() {
			return begun;
		},
		add(from, to, values) {
			begun ??= from;
			const numbers = trafficMetrics.map(metric => values[metric] ?? Number.NaN);
			fine.add(from, to, numbers);
			coarse.add(from, to, numbers);
		},
		window: (metric, view) =>
			trafficWindow(ringFor(view.span), trafficMetrics.indexOf(metric), view),
		highest(metric, {span, now}) {
			const looked = Math.min(2 * span, coarseSpan);
			return highestOf(ringFor(looked), trafficMetrics.indexOf(metric), {span: looked, now});
		},
	};
}
