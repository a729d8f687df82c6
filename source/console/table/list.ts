/**
 * A list of rows with a cursor and a filter, as in every view except the Traffic view.
 */
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
	/**
	 * The index of the row that `rows[index]` belongs to, which stays in the first line while its rows scroll; null if it
	 * belongs to none.
	 */
	headingOf?(rows: readonly Row[], index: number): number | null;
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

/** The rows on the screen. */
export interface ListWindow {
	/** The index of the first visible row. */
	readonly top: number;
	/** The index of the row that is shown in the place of the first one, because that belongs to it; null if none is. */
	readonly heading: number | null;
}

/** With fewer lines than this a heading would leave too few rows. */
const leastWithHeading = 3;

/** The rows that are visible on `height` lines, so that the cursor is visible and not behind the heading. */
export function listWindow<Row extends ListRow>(list: List<Row>, height: number): ListWindow {
	const {rows, cursor} = list;
	const top = windowTop({count: rows.length, cursor: cursor.index, height, top: list.top});
	const headingOf = (index: number) =>
		height < leastWithHeading ? null : (list.headingOf?.(rows, index) ?? null);
	const heading = headingOf(top);
	return heading !== null && cursor.index === top
		? {top: top - 1, heading: headingOf(top - 1)}
		: {top, heading};
}
