/**
 * Rows below each other with a cursor and a filter: what every view is but the Traffic view.
 */

import type {TerminalSize} from '../state/layout.ts';
import {tableHeight} from '../state/layout.ts';
import {type Cursor, cursorAt} from './cursor.ts';
import {windowTop} from './window-rows.ts';

/** A row is the same row as before where its id is. */
export interface ListRow {
	readonly id: string;
}

export interface List<Row extends ListRow = ListRow> {
	/** The visible rows from top to bottom: sorted and filtered. */
	readonly rows: readonly Row[];
	readonly cursor: Cursor;
	/** Index of the first row on the screen. */
	readonly top: number;
	readonly filter: string;
}

/** A list of nothing. */
export const emptyList: List<never> = {rows: [], cursor: {id: null, index: 0}, top: 0, filter: ''};

/** The row that the cursor is on. */
export function listRow<Row extends ListRow>({rows, cursor}: List<Row>): Row | undefined {
	return rows[cursor.index];
}

/**
 * The list with other rows. The cursor stays on its row; where that row is gone, it stays at its place
 * among the rows.
 */
export function withRows<Slot extends List>(list: Slot, rows: Slot['rows']): Slot {
	const index =
		rows[list.cursor.index]?.id === list.cursor.id
			? list.cursor.index
			: rows.findIndex(({id}) => id === list.cursor.id);
	return {...list, rows, cursor: cursorAt(rows, index === -1 ? list.cursor.index : index)};
}

/** The index of the first row on the screen, so that the cursor is in sight; `head` lines stand above the titles. */
export function listTop({rows, cursor, top}: List, size: TerminalSize, head = 0): number {
	const height = Math.max(1, tableHeight(size) - head);
	return windowTop({count: rows.length, cursor: cursor.index, height, top});
}
