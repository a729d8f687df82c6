/**
 * Draws columns of values as rows of characters, without an axis. The average is filled; the highest value is a dot
 * above it. A known 0 is a line at the bottom, unknown values are blank.
 */
import type {Column} from './resample.ts';

/** Braille has two columns and four rows of dots in a cell; blocks have one column of eighths. */
export type PlotStyle = 'braille' | 'block';

/** The size in cells, and the value at the top. */
export interface PlotSize {
	readonly width: number;
	readonly height: number;
	readonly scale: number;
}

/** The number of columns that a plot of this style has in `width` cells. */
export function plotColumns(style: PlotStyle, width: number): number {
	return style === 'braille' ? width * 2 : width;
}

/** The step that a value reaches, from 1: everything known is at least a line. */
function reach(value: number, scale: number, steps: number): number {
	return Math.max(1, Math.min(steps, Math.ceil((value / scale) * steps)));
}

/** The first of the Braille cells, the one without a dot. */
const brailleCells = 0x2800;

/** The bits of a braille cell for its left and its right column, from the lowest dot up. */
const brailleDots = [
	[0x40, 0x04, 0x02, 0x01],
	[0x80, 0x20, 0x10, 0x08],
] as const;

function brailleRow(columns: readonly Column[], row: number, {width, height, scale}: PlotSize) {
	const lowest = (height - 1 - row) * 4;
	let text = '';
	for (let cell = 0; cell < width; cell += 1) {
		let bits = 0;
		for (const [side, dots] of brailleDots.entries()) {
			const column = columns[cell * 2 + side];
			if (column) {
				const filled = reach(column.average, scale, height * 4);
				const top = reach(column.maximum, scale, height * 4);
				for (const [index, bit] of dots.entries()) {
					const step = lowest + index + 1;
					bits |= step <= filled || step === top ? bit : 0;
				}
			}
		}

		// A blank is a byte on the line, and an empty cell of Braille is three.
		text += bits === 0 ? ' ' : String.fromCharCode(brailleCells + bits);
	}

	return text;
}

const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

function blockRow(columns: readonly Column[], row: number, {height, scale}: PlotSize) {
	const lowest = (height - 1 - row) * 8;
	return columns
		.map(column => {
			if (!column) {
				return ' ';
			}

			const filled = reach(column.average, scale, height * 8) - lowest;
			if (filled > 0) {
				return eighths[Math.min(8, filled)];
			}

			const top = reach(column.maximum, scale, height * 8) - lowest;
			return top >= 1 && top <= 8 ? '·' : ' ';
		})
		.join('');
}

/** `height` rows of `width` cells each, from top to bottom; there are as many columns as {@link plotColumns} says. */
export function plotRows(
	style: PlotStyle,
	columns: readonly Column[],
	size: PlotSize,
): readonly string[] {
	const rowOf = style === 'braille' ? brailleRow : blockRow;
	return Array.from({length: size.height}, (_, row) => rowOf(columns, row, size));
}
