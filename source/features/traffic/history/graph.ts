/**
 * A graph of a metric over time: rows of characters with an axis at the left and one below.
 *
 * ```
 * 60.0k┤⠀⠀⠀⠀⠀⢀⣀
 *      │⠀⠀⠀⠀⢀⣾⣿
 * 30.0k┤⠀⠀⠀⢀⣾⣿⣿⣀
 *     0┤⣀⣠⣴⣿⣿⣿⣿⣿
 *      └5 min──now
 * ```
 */
import {roundScale} from './graph-scale.ts';
import {type PlotStyle, plotColumns, plotRows} from './plot.ts';
import {resample} from './resample.ts';
import type {TrafficWindow} from './traffic-window.ts';

/** The layout of a graph. */
export interface GraphOptions {
	/** Its size in cells, including the axes. */
	readonly width: number;
	readonly height: number;
	readonly style: PlotStyle;
	/** Formats a value for the axis, with its prefix but without its unit: `45.1k`. */
	readonly label: (value: number) => string;
	/** The value at the top; by default a round number above the highest value. */
	readonly scale?: number | undefined;
}

/** The smallest possible graph: an axis with its line below, and four cells for the graph. */
export const smallestGraph = {width: 12, height: 3} as const;

/** `1 min`, `60 min`; seconds below a minute. */
function spanText(milliseconds: number): string {
	return milliseconds < 60_000
		? `${Math.round(milliseconds / 1000)} s`
		: `${Math.round(milliseconds / 60_000)} min`;
}

/** The line below the graph; its ends are labelled only if there is room. */
function timeAxis(span: number, width: number): string {
	const start = spanText(span);
	const end = 'now';
	return width < start.length + end.length + 1
		? '─'.repeat(width)
		: start + '─'.repeat(width - start.length - end.length) + end;
}

/** The rows that have a label at the axis: top, middle if there is one, and bottom. */
function labels(
	height: number,
	scale: number,
	label: (value: number) => string,
): ReadonlyMap<number, string> {
	const middle = Math.floor(height / 2);
	return new Map([
		...(height >= 5 ? [[middle, label((scale * (height - middle)) / height)] as const] : []),
		[height - 1, label(0)] as const,
		[0, label(scale)] as const,
	]);
}

/**
 * The rows of the graph, each exactly `width` cells; empty if there is no room for the smallest graph. The label of a
 * row is the value at its upper edge, that of the lowest row is 0.
 */
export function graphRows(window: TrafficWindow, options: GraphOptions): readonly string[] {
	const {width, height, style, label} = options;
	if (width < smallestGraph.width || height < smallestGraph.height) {
		return [];
	}

	const highest = window.maximum.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
	const scale = options.scale ?? roundScale(highest);
	const plotHeight = height - 1;
	const atRow = labels(plotHeight, scale, label);
	const labelWidth = Math.max(...[...atRow.values()].map(text => text.length));
	const plotWidth = width - labelWidth - 1;
	const columns = resample(window, plotColumns(style, plotWidth));
	const plot = plotRows(style, columns, {width: plotWidth, height: plotHeight, scale});
	return [
		...plot.map((cells, row) => {
			const text = atRow.get(row);
			return `${(text ?? '').padStart(labelWidth)}${text === undefined ? '│' : '┤'}${cells}`;
		}),
		`${' '.repeat(labelWidth)}└${timeAxis(window.span, plotWidth)}`,
	];
}
