/**
 * Graphs that are compared: several below each other, all on one scale, on one or more lines each.
 */
import {type PlotStyle, plotRows} from './plot.ts';
import type {Column} from './resample.ts';

/** Round values for the upper edge of all graphs, in the first decade. */
const roundTops = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const;

/** The value at the upper edge: as little above the highest one as is round; 1 if nothing is above 0. */
export function roundTop(highest: number): number {
	if (highest <= 0) {
		return 1;
	}

	const decade = 10 ** Math.floor(Math.log10(highest));
	// Written out, because products with negative powers are not exact; rates are kept with 24 bits.
	return (
		roundTops
			.map(top => Number((top * decade).toPrecision(2)))
			.find(top => top >= highest * (1 - 1e-6)) ?? highest
	);
}

/** The size of one graph in cells, and the value at its upper edge. */
export interface ComparedSize {
	/** On a single line: `block`. */
	readonly style: PlotStyle;
	readonly lines: number;
	readonly width: number;
	readonly scale: number;
}

const eighths = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * The graph of one server. On a single line a known 0 is the lowest block, and everything above 0 is higher: a server
 * without traffic differs from one with little. On more lines the uppermost step, or the last line, stays blank, so
 * that graphs do not touch.
 */
export function comparedPlot(
	columns: readonly Column[],
	{style, lines, width, scale}: ComparedSize,
): readonly string[] {
	if (lines === 1) {
		const block = (value: number) => eighths[Math.min(7, Math.ceil((value / scale) * 7))];
		return [columns.map(column => (column === null ? ' ' : block(column.average))).join('')];
	}

	if (lines === 2) {
		const steps = lines * (style === 'braille' ? 4 : 8);
		const higher = (scale * steps) / (steps - 1);
		return plotRows(style, columns, {width, height: lines, scale: higher});
	}

	const plot = plotRows(style, columns, {width, height: lines - 1, scale});
	return [...plot, ' '.repeat(width)];
}
