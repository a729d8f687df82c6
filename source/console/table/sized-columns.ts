/**
 * Columns that are as wide as what stands in them, as far as there is room.
 */
import {type Piece, piece} from '../text/paint.ts';
import {fitText} from '../text/text.ts';

export interface SizedColumn<Row, Id extends string = string> {
	readonly id: Id;
	readonly title: string;
	readonly align: 'left' | 'right';
	/** The columns with the lowest numbers stay where there is no room for all. */
	readonly priority: number;
	/** Cells, without the one that parts it from the column before; with fewer it is left out. */
	readonly least: number;
	/** Cells in which everything is seen that stands in it; undefined where that is what is wanted. */
	readonly needed?: number;
	/** Cells that it takes where there is room. */
	readonly wanted: number;
	/** Whether it only takes room that no other column needs. */
	readonly isSpare?: boolean;
	/** Where a text that is too wide is cut. */
	readonly cut: 'end' | 'middle';
	readonly cell: (row: Row, width: number) => Piece;
}

export interface PlacedSized<Row, Id extends string = string> {
	readonly column: SizedColumn<Row, Id>;
	readonly width: number;
}

/** How wide a column is to become. */
type Goal<Row, Id extends string> = (column: SizedColumn<Row, Id>) => number;

/**
 * The columns for a line of so many cells; the one that is sorted by is always there. What room is left
 * goes to the narrowest of those that want more, so that long texts are cut before short ones.
 */
export function placeSized<Row, Id extends string>(
	columns: readonly SizedColumn<Row, Id>[],
	cells: number,
	sorted: Id | null,
): readonly PlacedSized<Row, Id>[] {
	const rank = ({id, priority}: SizedColumn<Row, Id>): number => (id === sorted ? 0 : priority);
	const widths = new Map<SizedColumn<Row, Id>, number>();
	let room = cells;
	const place = (isSpare: boolean): void => {
		const placed = columns.filter(column => (column.isSpare ?? false) === isSpare);
		for (const column of placed.toSorted((left, right) => rank(left) - rank(right))) {
			if (column.least + 1 <= room) {
				widths.set(column, column.least);
				room -= column.least + 1;
			}
		}
	};

	const narrowest = (goal: Goal<Row, Id>): SizedColumn<Row, Id> | null => {
		let found: SizedColumn<Row, Id> | null = null;
		for (const [column, width] of widths) {
			if (width < goal(column) && (found === null || width < (widths.get(found) ?? 0))) {
				found = column;
			}
		}

		return found;
	};

	const grow = (goal: Goal<Row, Id>): void => {
		for (let column = narrowest(goal); column !== null && room > 0; column = narrowest(goal)) {
			widths.set(column, (widths.get(column) ?? 0) + 1);
			room -= 1;
		}
	};

	place(false);
	grow(({needed, wanted}) => needed ?? wanted);
	place(true);
	grow(({wanted}) => wanted);

	return columns.flatMap(column => {
		const width = widths.get(column);
		return width === undefined ? [] : [{column, width}];
	});
}

/** The titles; an arrow in the gap before one says which column is sorted by, and in which direction. */
export function sizedTitles<Row, Id extends string>(
	placed: readonly PlacedSized<Row, Id>[],
	sort: {readonly column: Id; readonly descending: boolean} | null,
): readonly Piece[] {
	return placed.map(({column: {id, title, align}, width}) => {
		const isSorted = id === sort?.column;
		const arrow = sort?.descending ? '▾' : '▴';
		const text = `${isSorted ? arrow : ' '}${title}`;
		return piece(fitText(text, width + 1, align), isSorted ? 'sorted' : 'dim');
	});
}

/** A row over the whole width of the terminal; the cursor's is all in one look. */
export function sizedRow<Row, Id extends string>(
	row: Row,
	placed: readonly PlacedSized<Row, Id>[],
	{isCursor, columns}: {readonly isCursor: boolean; readonly columns: number},
): readonly Piece[] {
	const cells = placed.map(({column, width}, index) => {
		const {text, role} = column.cell(row, width);
		const gap = index === 0 ? (isCursor ? '>' : ' ') : ' ';
		return piece(gap + fitText(text, width, column.align, column.cut), role);
	});
	return isCursor
		? [piece(fitText(cells.map(({text}) => text).join(''), columns), 'cursor')]
		: cells;
}
