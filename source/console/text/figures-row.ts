/**
 * Rows of a table with a frame, and how much room it takes.
 */
import {textWidth} from './text.ts';

/** A row of the table by the titles of its columns. */
export type FiguresRow = Readonly<Record<string, string>>;

/** Cells of a table with a border: each column as wide as its widest text, a blank at either side. */
export function tableWidth(rows: readonly FiguresRow[]): number {
	const names = Object.keys(rows[0] ?? {});
	return names.reduce(
		(width, name) =>
			width + 3 + Math.max(textWidth(name), ...rows.map(row => textWidth(row[name] ?? ''))),
		1,
	);
}

/** Lines of the table: its frame, its titles, and two for each row. */
export function figuresHeight(rows: readonly FiguresRow[]): number {
	return 3 + 2 * rows.length;
}
