/**
 * The lines of a view that is a list: its column titles, and as many rows as fit around the cursor.
 */

import {type Piece, piece} from '../text/paint.ts';
import type {List, ListRow} from './list.ts';
import {windowRows, windowTop} from './window-rows.ts';

/** How the lines of a list are made. */
export interface ListLines<Row extends ListRow> {
	readonly list: List<Row>;
	/** Lines that there are, the titles included. */
	readonly height: number;
	readonly titles: readonly Piece[];
	/** What stands where there is no row. */
	readonly empty: string;
	row(row: Row, isCursor: boolean): readonly Piece[];
}

/** Exactly as many lines as the rows on the screen need, the titles first. */
export function listLines<Row extends ListRow>({
	list,
	height,
	titles,
	empty,
	row,
}: ListLines<Row>): readonly (readonly Piece[])[] {
	if (list.rows.length === 0) {
		return [titles, [piece(`  ${empty}`, 'dim')]];
	}

	const top = windowTop({
		count: list.rows.length,
		cursor: list.cursor.index,
		height: height - 1,
		top: list.top,
	});
	return [
		titles,
		...windowRows(list.rows, top, height - 1).map((shown, index) =>
			row(shown, top + index === list.cursor.index),
		),
	];
}
