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

/** Whether nothing but a sentence about the size can be shown. */
export function isTooSmall({columns, rows}: TerminalSize): boolean {
	return columns < smallestSize.columns || rows < smallestSize.rows;
}

/** The columns from which on there is room for the side panel of a view. */
export const sidePanelFrom = 150;

/** The columns from which on the details of a row have two columns. */
export const wideDetailsFrom = 150;

/** The columns of the panel and of the line before it: at least, and as a part of the terminal. */
const leastPanel = 51;
const panelPart = 0.35;

/** The widths of a view and of the side panel beside it, in cells: all of the terminal. Null if there is no room. */
export function besidePanel({
	columns,
}: TerminalSize): {readonly view: number; readonly panel: number} | null {
	if (columns < sidePanelFrom) {
		return null;
	}

	const panel = Math.max(leastPanel, Math.floor(columns * panelPart));
	return {view: columns - panel, panel};
}

/** The rows from which on there is room for the strip of graphs below a view. */
export const stripFrom = 40;

/** The part of the terminal that the strip takes. */
const stripPart = 0.1;

/** The lines of the strip below a view; 0 if there is no room for it. */
export function stripHeight({rows}: TerminalSize): number {
	return rows < stripFrom ? 0 : Math.floor(rows * stripPart);
}

/** The lines for the view or the overlay. */
export function bodyHeight(size: TerminalSize): number {
	return Math.max(1, size.rows - linesAbove - linesBelow);
}
