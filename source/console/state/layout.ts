/** Divides the lines of the screen. */
export interface TerminalSize {
	readonly columns: number;
	readonly rows: number;
}

/** The header's two lines and the line of views. */
export const linesAbove = 3;

/** The message line and the line of key hints. */
const linesBelow = 2;

/** The smallest terminal on which the table is readable. */
export const smallestSize: TerminalSize = {columns: 60, rows: 15};

/** The lines for the view or the overlay. */
export function bodyHeight(size: TerminalSize): number {
	return Math.max(1, size.rows - linesAbove - linesBelow);
}

/** The visible rows of the table: the body without the line of column titles. */
export function tableHeight(size: TerminalSize): number {
	return Math.max(1, bodyHeight(size) - 1);
}
