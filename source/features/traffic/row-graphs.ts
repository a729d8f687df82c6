/**
 * Graphs of a service, of a server, or of a real server over all its services, one below the other: for its details on a wide
 * terminal.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {Frame} from '../../console/state/model.ts';
import type {Lines} from '../../console/text/paint.ts';
import {changesOf} from '../changes/index.ts';
import {graphKinds} from './graph-kind.ts';
import {summedSeries} from './summed-series.ts';
import {graphCell} from './traffic-graphs.ts';
import {seriesOfRow, usualSpan} from './traffic-state.ts';

/** The number of graphs, the most important ones. */
const count = 4;

/** The least lines that the graphs need. */
export const leastRowGraphs = count * 5;

/**
 * The graphs of a row, or of the sum of several rows, in so many cells, at least {@link leastRowGraphs} lines. Without lines if
 * the history of one of them is not kept.
 */
export function rowGraphs(
	rows: readonly RowId[],
	{director, units}: Pick<Frame, 'director' | 'units'>,
	{width, height}: {readonly width: number; readonly height: number},
): Lines {
	const series = summedSeries(rows.map(row => seriesOfRow(director, row)));
	const now = director.live?.monotonic ?? 0;
	const of = {
		series,
		units,
		now,
		span: usualSpan(series, now),
		changes: [...new Set(rows.flatMap(row => changesOf(director, row)))],
		// Every font has them.
		style: 'block' as const,
	};
	const size = {width, height: Math.floor(height / count)};
	return graphKinds.slice(0, count).flatMap(kind => graphCell(kind, of, size));
}
