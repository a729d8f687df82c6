/**
 * Which part of a long list is on the screen.
 */

/**
 * The index of the first row on the screen: as near to where it was as keeps the cursor on the
 * screen and leaves no room empty below the last row.
 */
export function windowTop(window: {
	readonly count: number;
	readonly cursor: number;
	readonly height: number;
	readonly top: number;
}): number {
	const {count, cursor, height, top} = window;
	const lowest = Math.max(0, count - height);
	const withCursor = Math.min(Math.max(top, cursor - height + 1), cursor);
	return Math.max(0, Math.min(withCursor, lowest));
}

/** The rows on the screen. */
export function windowRows<T>(rows: readonly T[], top: number, height: number): readonly T[] {
	return rows.slice(top, top + Math.max(0, height));
}

/** How far a text of so many lines can be scrolled: never past its end. */
export function clampScroll(scroll: number, lines: number, height: number): number {
	return Math.max(0, Math.min(scroll, lines - height));
}
