/**
 * How the lines of the screen are shared out.
 */
export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

/** The header's two lines and the line of views. */
const linesAbove = 3;

/** The message line and the line of key hints. */
const linesBelow = 2;

/** The smallest terminal on which the table can be read. */
export const smallestSize: TerminalSize = {columns: 60, rows: 15};

/** Lines for the view, or for what covers it. */
export function bodyHeight(size: TerminalSize): number {
	return Math.max(1, size.rows - linesAbove - linesBelow);
}

/** Rows of the table on the screen: the body without the line of column titles. */
export function tableHeight(size: TerminalSize): number {
	return Math.max(1, bodyHeight(size) - 1);
}
