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
import {seriesOfRow, trend, trendSpan, windowFigures} from '../../traffic/index.ts';

const metrics: readonly (readonly [TrafficMetric, string])[] = [
	['connections', 'connections/s'],
	['activeConnections', 'active'],
	['inBytes', 'in'],
	['outBytes', 'out'],
];

/** Cells of the label, and of the numbers after the graph: ` min 45.1k avg 45.1k max 45.1k`. */
const labelWidth = 18;
const figuresWidth = 31;
const widestTrend = 60;

/** A title, and one line for each metric; empty if no history of the row is kept. */
export function trendLines(
	row: RowId,
	{director, units, size}: Frame,
): readonly (readonly Piece[])[] {
	const series = seriesOfRow(director, row);
	if (series === null || director.live === null) {
		return [];
	}

	const now = director.live.monotonic;
	const width = Math.max(0, Math.min(widestTrend, size.columns - labelWidth - figuresWidth - 1));
	const unit = units === 'bits' ? 'bits/s' : 'bytes/s';
	return [
		[piece(` the last ${trendSpan / 60_000} minutes (4 has more)`, 'dim')],
		...metrics.map(([metric, name]) => {
			const isTraffic = metric === 'inBytes' || metric === 'outBytes';
			const window = series.window(metric, {span: trendSpan, now, points: width});
			const figures = windowFigures(window);
			const figure = (value: number | undefined): string =>
				(value === undefined
					? unknown
					: isTraffic
						? trafficFigure(value, units)
						: shortFigure(value)
				).padStart(5);
			return [
				piece(fitText(`   ${name}${isTraffic ? `, ${unit}` : ''}`, labelWidth), 'dim'),
				piece(trend(series, now, width, metric), 'bar'),
				piece(
					` min ${figure(figures?.minimum)} avg ${figure(figures?.average)} max ${figure(figures?.maximum)}`,
				),
			];
		}),
	];
}
