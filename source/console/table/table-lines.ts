/**
 * The lines of a table: the column titles, and one line for each row.
 */
import {type Piece, piece, plainText, widthOf} from '../text/paint.ts';
import {fitText, textWidth} from '../text/text.ts';
import type {Role} from '../text/theme.ts';
import {type Column, isShown, titleOf} from './column.ts';
import {type List, type ListRow, listWindow} from './list.ts';
import {widestText} from './measure.ts';
import {type PlacedColumn, placeColumns} from './place-columns.ts';
import type {Sort} from './sort-rows.ts';
import {windowRows} from './window-rows.ts';

/** A text in exactly the cells of its column. */
function fitCell<Row, Context>(
	text: string,
	width: number,
	{align, cut}: Pick<Column<Row, Context>, 'align' | 'cut'>,
): string {
	return fitText(text, width, align, cut);
}

/** The titles; an arrow marks the sort column and its direction. */
export function titleLine<Row, Context, Id extends string>(
	placed: readonly PlacedColumn<Row, Context, Id>[],
	sort: Sort<Id> | null,
): readonly Piece[] {
	return placed.flatMap(({column, title, width}, index) => {
		const isSorted = column.id === sort?.column;
		const arrow = isSorted ? (sort?.descending ? '▾' : '▴') : '';
		const role = isSorted ? 'sorted' : 'dim';
		if (index === 0) {
			return [piece(arrow || ' ', role), piece(fitCell(title, width, column), role)];
		}

		const text = column.align === 'right' ? arrow + title : title + arrow;
		return [piece(` ${fitCell(text, width, column)}`, role)];
	});
}

/** How a row is drawn. */
interface RowLook {
	readonly isCursor: boolean;
	readonly isMarked: boolean;
	/** Whether the row is above the screen, and stays because the rows below it belong to it. */
	readonly isHeading?: boolean;
}

/** The character before a row: `>` for the cursor, `*` for a mark, `»` for both, `↑` for a row above the screen. */
function rowMarker({isCursor, isMarked, isHeading = false}: RowLook): string {
	if (isHeading) {
		return '↑';
	}

	if (isCursor) {
		return isMarked ? '»' : '>';
	}

	return isMarked ? '*' : ' ';
}

/** A text that replaces a row's cells, from one column to the end of the line. */
export interface Span<Id extends string> {
	readonly from: Id;
	readonly text: Piece;
}

/** Everything that the lines of a table depend on. */
export interface Table<Row, Context, Id extends string> {
	readonly columns: readonly Column<Row, Context, Id>[];
	readonly rows: readonly Row[];
	readonly context: Context;
	/** The width of a line. */
	readonly cells: number;
	/** The sort column; null if none is shown. */
	readonly sort: Sort<Id> | null;
	/** A text that replaces the cells of a row, if there is one. */
	readonly span?: (row: Row) => Span<Id> | null;
}

/**
 * Hands over the cells of a row, and the blank before each but the first. A text at the left of its column that lacks a
 * single cell takes this blank if the next cell begins with one, as a figure does that is not as wide as its column:
 * `lblcr` and `local` are whole in four cells, and a text never touches the next one.
 */
function takeCells<Row, Context, Id extends string>(
	row: Row,
	placed: readonly PlacedColumn<Row, Context, Id>[],
	context: Context,
	take: (blank: string, text: string, role: Role) => void,
): void {
	const fittedAt = (index: number) => {
		const next = placed[index];
		return (
			next && fitCell(next.column.cell(row, context, next.width).text, next.width, next.column)
		);
	};
	let blank = '';
	for (let index = 0; index < placed.length; index += 1) {
		const {column, width} = placed[index] as PlacedColumn<Row, Context, Id>;
		const {text, role} = column.cell(row, context, width);
		const cell = fitCell(text, width, column);
		const isCut = column.align === 'left' && !cell.startsWith(text);
		if (isCut && textWidth(text) === width + 1 && fittedAt(index + 1)?.startsWith(' ') === true) {
			take(blank, fitCell(text, width + 1, column), role);
			blank = '';
		} else {
			take(blank, cell, role);
			blank = ' ';
		}
	}
}

/** A row without cursor and mark as plain text. */
export function rowText<Row, Context, Id extends string>(
	row: Row,
	placed: readonly PlacedColumn<Row, Context, Id>[],
	context: Context,
): string {
	let line = ' ';
	takeCells(row, placed, context, (blank, text) => {
		line += blank;
		line += text;
	});
	return line.trimEnd();
}

/** A row over the whole width of the terminal. The cursor's row has one style for all cells, so that it stands out. */
export function rowLine<Row, Context, Id extends string>(
	row: Row,
	placed: readonly PlacedColumn<Row, Context, Id>[],
	{columns, context, cells, span}: Omit<Table<Row, Context, Id>, 'rows' | 'sort'>,
	look: RowLook,
): readonly Piece[] {
	const instead = span?.(row) ?? null;
	const found = columns.findIndex(({id}) => id === instead?.from);
	// If that column is not among the chosen ones, the text follows the name of the row.
	const from = found === -1 ? 1 : found;
	const shown =
		instead === null ? placed : placed.filter(({column}) => columns.indexOf(column) < from);
	const line = [piece(rowMarker(look), 'mark')];
	takeCells(row, shown, context, (blank, text, role) => {
		line.push(piece(blank + text, role));
	});

	if (instead !== null) {
		const {text, role} = instead.text;
		const room = Math.max(0, cells - widthOf(line) - 1);
		line.push(piece(` ${fitCell(text, room, {align: 'left'})}`, role));
	}

	return look.isCursor
		? [piece(fitText(line.map(({text}) => text).join(''), cells), 'cursor')]
		: line;
}

/** Adds a remark at the right end of the titles. */
function withRemark(titles: readonly Piece[], remark: Piece): readonly Piece[] {
	const last = titles.at(-1);
	return last === undefined || remark.text === ''
		? titles
		: [
				...titles.slice(0, -1),
				piece(
					fitText(last.text.trimEnd(), textWidth(last.text) - textWidth(remark.text)),
					last.role,
				),
				remark,
			];
}

/** A table on the screen. */
export interface ScreenTable<Row extends ListRow, Context, Id extends string>
	extends Omit<Table<Row, Context, Id>, 'rows'> {
	readonly list: List<Row>;
	/** The number of lines, including the titles. */
	readonly height: number;
	/** The message shown when there are no rows. */
	readonly empty: string;
	readonly isMarked?: (row: Row) => boolean;
	/** The text at the right end of the titles. */
	readonly remark?: Piece;
}

/** The titles and the visible rows; nothing is calculated for other rows. */
export function tableLines<Row extends ListRow, Context, Id extends string>(
	table: ScreenTable<Row, Context, Id>,
): readonly (readonly Piece[])[] {
	const {columns, list, context, cells, sort, height, empty, isMarked, remark} = table;
	const {rows, cursor} = list;
	const placed = placeColumns(columns, {rows, context, cells}, sort?.column ?? null);
	const titles = titleLine(placed, sort);
	const first = remark === undefined ? titles : withRemark(titles, remark);
	if (rows.length === 0) {
		return [first, [piece(`  ${empty}`, 'dim')]];
	}

	const {top, heading} = listWindow(list, height - 1);
	const above = heading === null ? undefined : rows[heading];
	return [
		first,
		...windowRows(rows, top, height - 1).map((row, index) =>
			index === 0 && above !== undefined
				? rowLine(above, placed, table, {isCursor: false, isMarked: false, isHeading: true})
				: rowLine(row, placed, table, {
						isCursor: top + index === cursor.index,
						isMarked: isMarked?.(row) ?? false,
					}),
		),
	];
}

/** A table with known rows: what a view draws, and what a click on it hits. */
export interface DrawnTable {
	/** The titles and the visible rows. */
	lines(): readonly (readonly Piece[])[];
	/** The column whose title covers a cell of the first line; null if none does. */
	titleAt(cell: number): string | null;
}

/** Both from the same values, so that a click hits what is drawn. */
export function drawnTable<Row extends ListRow, Context, Id extends string>(
	table: ScreenTable<Row, Context, Id>,
): DrawnTable {
	return {
		lines: () => tableLines(table),
		titleAt(cell) {
			const {columns, list, context, cells, sort} = table;
			const extent = {rows: list.rows, context, cells};
			let end = 0;
			const found = placeColumns(columns, extent, sort?.column ?? null).find(({width}) => {
				end += width + 1;
				return cell < end;
			});
			return found?.column.id ?? null;
		},
	};
}

/** A table as plain text with all rows and columns, each column as wide as its content. */
export function wholeTable<Row, Context, Id extends string>(
	columns: readonly Column<Row, Context, Id>[],
	rows: readonly Row[],
	context: Context,
): readonly string[] {
	const unlimited = Number.MAX_SAFE_INTEGER;
	const table = {columns, context, cells: unlimited, rows, sort: null};
	const placed = columns
		.filter(column => isShown(column, table))
		.map(column => {
			const title = titleOf(column, context);
			const text = (row: Row) => column.cell(row, context, unlimited).text;
			return {column, title, width: widestText(rows, text, title)};
		});
	const lines = [
		titleLine(placed, null),
		...rows.map(row => rowLine(row, placed, table, {isCursor: false, isMarked: false})),
	];
	// Printed rows have no marks.
	return lines.map(line => plainText(line.slice(1)));
}
