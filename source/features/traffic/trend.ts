/**
 * The last five minutes of a row in one line.
 */

import {sparkline} from '../../console/text/graphics.ts';
import type {TrafficMetric} from './history/metric.ts';
import {seriesTime, type TrafficSeries} from './history/traffic-series.ts';
import {summedSeries} from './summed-series.ts';

/** The time span of a trend, milliseconds. */
export const trendSpan = 5 * 60_000;

/** The width of a trend that fills its cells, at most `room`: each cell is the same number of slots of the history. */
export function trendWidth(room: number): number {
	return Math.min(room, seriesTime({span: trendSpan, now: 0, points: room}).count);
}

/** A metric of the last five minutes before `now` in `width` cells; blank if no history of the row is kept. */
export function trend(
	series: Pick<TrafficSeries, 'window'> | null,
	now: number,
	width: number,
	metric: TrafficMetric = 'connections',
): string {
	const window = series?.window(metric, {span: trendSpan, now, points: width});
	return sparkline(window?.average ?? [], width);
}

/** The sum over several rows; blank if one of them has no history. */
export function summedTrend(
	all: readonly (TrafficSeries | null)[],
	now: number,
	width: number,
): string {
	return trend(summedSeries(all), now, width);
}
