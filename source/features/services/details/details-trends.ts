/**
 * The last five minutes of a row, a line for each of what matters most.
 */
import type {RowId} from '../../../console/state/console-row.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {shortFigure, trafficFigure, unknown} from '../../../console/text/figures.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {fitText} from '../../../console/text/text.ts';
import type {TrafficMetric} from '../../traffic/history/metric.ts';
import {windowFigures} from '../../traffic/history/traffic-window.ts';
import {trafficRow} from '../../traffic/traffic-actions.ts';
import {trend, trendSpan} from '../../traffic/trend.ts';

const metrics: readonly (readonly [TrafficMetric, string])[] = [
	['connections', 'connections/s'],
	['activeConnections', 'active'],
	['inBytes', 'in'],
	['outBytes', 'out'],
];

/** Cells of the label, and of the figures behind the graph: ` min 45.1k avg 45.1k max 45.1k`. */
const labelWidth = 18;
const figuresWidth = 31;
const widestTrend = 60;

/** A title, and a line a metric; nothing where no history is kept of the row. */
export function trendLines(
	row: RowId,
	{traffic, poll, units, size}: ConsoleState,
): readonly (readonly Piece[])[] {
	const series = traffic.history.of(trafficRow(row));
	if (series === null || poll.director === null) {
		return [];
	}

	const now = poll.director.monotonic;
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
