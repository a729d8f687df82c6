/**
 * The lines of a table: the titles of the columns, and one line a row.
 */
import type {ConsoleState} from '../../console/state/console-state.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {fitText} from '../../console/text/text.ts';
import type {PlacedColumn} from './column-layout.ts';
import type {CellState} from './columns.ts';

/** The character before a row: `>` for the cursor, `*` for a mark, `»` for both. */
function rowMarker(isCursor: boolean, isMarked: boolean): string {
	if (isCursor) {
		return isMarked ? '»' : '>';
	}

	return isMarked ? '*' : ' ';
}

/**
 * A cell with the gap before it. A text that is aligned to the right may reach into the gap: `~` before
 * a figure, the arrow before a title.
 */
function withGap<Row, Id extends string>(
	text: string,
	{column, width}: PlacedColumn<Row, Id>,
	isFirst: boolean,
): string {
	if (column.align === 'right') {
		return fitText(text, width + 1, 'right');
	}

	return (isFirst ? '' : ' ') + fitText(text, width, 'left', isFirst ? 'middle' : 'end');
}

/** The titles; an arrow says which column is sorted by, and in which direction. */
export function titleLine<Row, Id extends string>(
	placed: readonly PlacedColumn<Row, Id>[],
	sort: {readonly column: string; readonly descending: boolean},
): readonly Piece[] {
	const arrow = sort.descending ? '▾' : '▴';
	return [
		piece(' '),
		...placed.map((place, index) => {
			const {id, title, align} = place.column;
			const isSorted = id === sort.column && (index > 0 || sort.descending);
			const text = isSorted ? (align === 'right' ? arrow + title : `${title} ${arrow}`) : title;
			return piece(withGap(text, place, index === 0), isSorted ? 'sorted' : 'dim');
		}),
	];
}

/** A row over the whole width of the terminal. The cursor's is all in one look, so that it stands out. */
export function rowLine<Row, Id extends string>(
	row: Row,
	placed: readonly PlacedColumn<Row, Id>[],
	state: CellState & Pick<ConsoleState, 'size'>,
	{isCursor, isMarked}: {readonly isCursor: boolean; readonly isMarked: boolean},
): readonly Piece[] {
	const cells = placed.map((place, index) => {
		const {text, role} = place.column.cell(row, state, place.width);
		return piece(withGap(text, place, index === 0), role);
	});
	const marker = rowMarker(isCursor, isMarked);
	if (!isCursor) {
		return [piece(marker, 'mark'), ...cells];
	}

	const line = marker + cells.map(({text}) => text).join('');
	return [piece(fitText(line, state.size.columns), 'cursor')];
}
