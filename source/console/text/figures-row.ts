/**
 * Rows of a table with a frame, and the room it needs.
 */
import {type Piece, piece} from './paint.ts';
import {fitText, textWidth} from './text.ts';

/** A row of the table by column title. */
export type FiguresRow = Readonly<Record<string, string>>;

/** The columns with the widths of their widest texts. */
function columnWidths(rows: readonly FiguresRow[]): readonly (readonly [string, number])[] {
	return Object.keys(rows[0] ?? {}).map(name => [
		name,
		Math.max(textWidth(name), ...rows.map(row => textWidth(row[name] ?? ''))),
	]);
}

/**
 * The width of a table with a border, in cells: each column as wide as its widest text, plus a blank on either side.
 */
export function tableWidth(rows: readonly FiguresRow[]): number {
	return columnWidths(rows).reduce((sum, [, width]) => sum + 3 + width, 1);
}

/** The width of the table without its frame, in cells. */
export function plainWidth(rows: readonly FiguresRow[]): number {
	return columnWidths(rows).reduce((sum, [, width]) => sum + 2 + width, 1);
}

/** The table without its frame: the titles and one line for each row, each indented by three blanks. */
export function plainFigures(rows: readonly FiguresRow[]): readonly (readonly Piece[])[] {
	const columns = columnWidths(rows);
	const line = (text: (name: string) => string): string =>
		columns
			.map(([name, width], index) => fitText(text(name), width, index === 0 ? 'left' : 'right'))
			.join('  ');
	return [
		[piece(`   ${line(name => name)}`, 'dim')],
		...rows.map(row => [piece(`   ${line(name => row[name] ?? '')}`)]),
	];
}

/** The lines of the table: its frame, its titles, and two for each row. */
export function figuresHeight(rows: readonly FiguresRow[]): number {
	return 3 + 2 * rows.length;
}
