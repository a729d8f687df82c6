/**
 * The strip below a view: graphs of the whole director side by side. It needs nothing but the history of the totals.
 */
import {type Lines, type Piece, piece} from '../../console/text/paint.ts';
import {textWidth} from '../../console/text/text.ts';
import {changesOf} from '../changes/index.ts';
import {type GraphKind, graphKinds, titleOf} from './graph-kind.ts';
import {
	besideEachOther,
	type GraphsOf,
	graphFigures,
	graphPlot,
	graphWindow,
} from './traffic-graphs.ts';
import {spanOf, type TrafficSeen} from './traffic-state.ts';

/** The number of graphs, the most important ones, and the least width of each. */
const mostGraphs = 4;
const leastWidth = 25;

/** From this width on there is room for the minimum, the mean and the maximum; otherwise only for the last. */
const allFigures = 45;

/** The title of a graph in a line that separates it from the rows above: ` conn/s ──── max  45.1 ─`. */
function titleLine(
	kind: GraphKind,
	figures: string,
	{units, width}: Pick<GraphsOf, 'units'> & {readonly width: number},
): readonly Piece[] {
	const title = ` ${titleOf(kind, units, width - textWidth(figures) - 5)} `;
	const rule = '─'.repeat(Math.max(0, width - textWidth(title) - textWidth(figures) - 2));
	return [
		piece(title, 'strong'),
		piece(rule, 'dim'),
		piece(`${figures} `, 'dim'),
		piece('─', 'dim'),
	];
}

/** The strip on exactly `height` lines, in all columns of the terminal. */
export function totalsStrip(seen: TrafficSeen, height: number): Lines {
	const {kept, director, units, size} = seen;
	const series = kept.history.totals;
	const of = {
		series,
		units,
		changes: changesOf(director, null),
		span: spanOf(series, seen),
		now: director.live?.monotonic ?? 0,
		// They have more steps in a low graph than braille, and every font has them.
		style: 'block' as const,
	};
	const count = Math.max(1, Math.min(mostGraphs, Math.floor(size.columns / leastWidth)));
	const width = Math.floor(size.columns / count);
	const figuresShown = width < allFigures ? 1 : 3;
	return besideEachOther(
		graphKinds.slice(0, count).map(kind => {
			const window = graphWindow(kind, of, width);
			const figures = graphFigures(window, kind, {units, count: figuresShown});
			return [
				titleLine(kind, figures, {units, width}),
				...graphPlot(window, kind, {of, size: {width, height: height - 1}}),
			];
		}),
	);
}
