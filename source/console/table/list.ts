/**
 * A list of rows with a cursor and a filter, as in every view except the Traffic view.
 */

import type {TerminalSize} from '../state/layout.ts';
import {tableHeight} from '../state/layout.ts';
import {type Cursor, cursorAt} from './cursor.ts';
import {windowTop} from './window-rows.ts';

/** Two rows with the same id are the same row. */
export interface ListRow {
	readonly id: string;
}

export interface List<Row extends ListRow = ListRow> {
	/** The rows from top to bottom: filtered and sorted. */
	readonly rows: readonly Row[];
	readonly cursor: Cursor;
	/** The index of the first visible row. */
	readonly top: number;
	readonly filter: string;
}

/** An empty list. */
export const emptyList: List<never> = {rows: [], cursor: {id: null, index: 0}, top: 0, filter: ''};

/** The row at the cursor. */
export function listRow<Row extends ListRow>({rows, cursor}: List<Row>): Row | undefined {
	return rows[cursor.index];
}

/** The list with other rows. The cursor stays on its row; if that is gone, it stays at its position. */
export function withRows<Slot extends List>(list: Slot, rows: Slot['rows']): Slot {
	const index =
		rows[list.cursor.index]?.id === list.cursor.id
			? list.cursor.index
			: rows.findIndex(({id}) => id === list.cursor.id);
	return {...list, rows, cursor: cursorAt(rows, index === -1 ? list.cursor.index : index)};
}

/**
 * The index of the first visible row, so that the cursor is visible; `head` is the number of lines above the titles.
 */
export function listTop({rows, cursor, top}: List, size: TerminalSize, head = 0): number {
	const height = Math.max(1, tableHeight(size) - head);
	return windowTop({count: rows.length, cursor: cursor.index, height, top});
}
