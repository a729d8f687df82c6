/**
 * Finds the visible part of a long list.
 */

/**
 * The index of the first visible row: as close as possible to the previous one, so that the cursor is visible and no
 * room stays empty below the last row.
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

/** The visible rows. */
export function windowRows<T>(rows: readonly T[], top: number, height: number): readonly T[] {
	return rows.slice(top, top + Math.max(0, height));
}

/** Limits the scroll position of a text: never past its end. */
export function clampScroll(scroll: number, lines: number, height: number): number {
	return Math.max(0, Math.min(scroll, lines - height));
}
