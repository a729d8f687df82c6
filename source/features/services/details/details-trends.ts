/**
 * The last five minutes of a row, one line for each of the most important metrics.
 */

import type {RowId} from '../../../console/state/console-row.ts';
import type {Frame} from '../../../console/state/model.ts';
import {shortFigure, trafficFigure} from '../../../console/text/figures.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fitText} from '../../../console/text/text.ts';
import {unknown} from '../../../text/figures.ts';
import type {TrafficMetric} from '../../traffic/index.ts';
import {
	extremeOf,
	seriesOfRow,
	trend,
	trendAxis,
	trendSpan,
	trendWidth,
	windowFigures,
} from '../../traffic/index.ts';

const metrics: readonly (readonly [TrafficMetric, string])[] = [
	['connections', 'connections/s'],
	['activeConnections', 'active'],
	['inBytes', 'in'],
	['outBytes', 'out'],
];

/** Cells of the label, and of each number after the graph: ` max 45.1k`. */
const labelWidth = 18;
const figureWidth = 10;
const leastTrend = 16;
const widestTrend = 60;

/**
 * A title, one line for each metric, and their time axis with the changes of the row; without numbers if no history of the
 * row is kept.
 */
export function trendLines(
	row: RowId,
	{director, units, size, keyOf}: Frame,
): readonly (readonly Piece[])[] {
	const series = seriesOfRow(director, row);
	if (director.live === null) {
		return [];
	}

	const now = director.live.monotonic;
	const room = size.columns - labelWidth - 1;
	// In a narrow panel the graph is worth more than the average, and that more than the minimum.
	const figuresShown = Math.max(1, Math.min(3, Math.floor((room - leastTrend) / figureWidth)));
	const width = trendWidth(
		Math.max(0, Math.min(widestTrend, room - 1 - figuresShown * figureWidth)),
	);
	const unit = units === 'bits' ? 'bits/s' : 'bytes/s';
	return [
		[piece(` the last ${trendSpan / 60_000} minutes (${keyOf('traffic-of-row')} has more)`, 'dim')],
		...metrics.map(([metric, name]) => {
			const isTraffic = metric === 'inBytes' || metric === 'outBytes';
			const window = series?.window(metric, {span: trendSpan, now, points: width});
			const figures = window && windowFigures(window);
			const mean = (value: number): string =>
				isTraffic ? trafficFigure(value, units) : shortFigure(value);
			const extreme = extremeOf(metric, mean);
			const figure = (value: number | undefined, format: (known: number) => string): string =>
				(value === undefined ? unknown : format(value)).padStart(5);
			return [
				piece(fitText(`   ${name}${isTraffic ? `, ${unit}` : ''}`, labelWidth), 'dim'),
				piece(trend(series, now, width, metric), 'bar'),
				piece(
					[
						` min ${figure(figures?.minimum, extreme)}`,
						` avg ${figure(figures?.average, mean)}`,
						` max ${figure(figures?.maximum, extreme)}`,
					]
						.slice(-figuresShown)
						.join(''),
				),
			];
		}),
		[piece(' '.repeat(labelWidth)), ...trendAxis(director, [row], width)],
	];
}
