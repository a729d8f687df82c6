/**
 * A graph of a metric over time: rows of characters with an axis at the left and one below.
 *
 * ```
 * 40k┤     ⢀⣀
 *    │    ⢀⣾⣿
 * 20k┤   ⢀⣾⣿⣿⣀
 *   0┤⣀⣠⣴⣿⣿⣿⣿⣿
 *    └5 min▲─now
 * ```
 */
import {graphScale} from './graph-scale.ts';
import {type PlotStyle, plotColumns, plotRows} from './plot.ts';
import {resample} from './resample.ts';
import {type AxisMark, timeAxis} from './time-axis.ts';
import type {TrafficWindow} from './traffic-window.ts';

/** The layout of a graph. */
export interface GraphOptions {
	/** Its size in cells, including the axes. */
	readonly width: number;
	readonly height: number;
	readonly style: PlotStyle;
	/** Formats a round value for the axis, with its prefix but without its unit: `40k`. */
	readonly label: (value: number) => string;
	/** The least distance of two values at the axis: 1 for whole things. */
	readonly leastStep?: number;
	/** A value that the scale has room for, besides the highest one of the window. */
	readonly highest?: number;
	/** The changes of the table, which have signs on the time axis. */
	readonly marks?: readonly AxisMark[];
}

/** Smaller distances at the axis would need more digits than there is room for. */
const leastDistance = 0.01;

/** The smallest possible graph: an axis with its line below, and four cells for the graph. */
export const smallestGraph = {width: 12, height: 3} as const;

/**
 * The rows of the graph, each exactly `width` cells; empty if there is no room for the smallest graph. The label of a
 * row is the value at its upper edge, that of the lowest row is 0.
 */
export function graphRows(
	window: Pick<TrafficWindow, 'span' | 'average' | 'maximum'>,
	options: GraphOptions,
): readonly string[] {
	const {width, height, style, label, marks = [], leastStep = leastDistance} = options;
	if (width < smallestGraph.width || height < smallestGraph.height) {
		return [];
	}

	const highest = window.maximum.reduce<number>(
		(most, value) => Math.max(most, value ?? 0),
		options.highest ?? 0,
	);
	const plotHeight = height - 1;
	const {top, ticks} = graphScale(highest, plotHeight, leastStep);
	const atRow = new Map(
		[...ticks, [plotHeight - 1, 0] as const].map(([row, value]) => [row, label(value)]),
	);
	const labelWidth = Math.max(...[...atRow.values()].map(text => text.length));
	const plotWidth = width - labelWidth - 1;
	const columns = resample(window, plotColumns(style, plotWidth));
	const plot = plotRows(style, columns, {width: plotWidth, height: plotHeight, scale: top});
	return [
		...plot.map((cells, row) => {
			const text = atRow.get(row);
			return `${(text ?? '').padStart(labelWidth)}${text === undefined ? '│' : '┤'}${cells}`;
		}),
		`${' '.repeat(labelWidth)}└${timeAxis(window.span, plotWidth, marks)}`,
	];
}
