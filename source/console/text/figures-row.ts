/**
 * Rows of a table with a frame, and the room it needs.
 */
import {textWidth} from './text.ts';

/** A row of the table by column title. */
export type FiguresRow = Readonly<Record<string, string>>;

/**
 * The width of a table with a border, in cells: each column as wide as its widest text, plus a blank on either side.
 */
export function tableWidth(rows: readonly FiguresRow[]): number {
	const names = Object.keys(rows[0] ?? {});
	return names.reduce(
		(width, name) =>
			width + 3 + Math.max(textWidth(name), ...rows.map(row => textWidth(row[name] ?? ''))),
		1,
	);
}

/** The lines of the table: its frame, its titles, and two for each row. */
export function figuresHeight(rows: readonly FiguresRow[]): number {
	return 3 + 2 * rows.length;
}
