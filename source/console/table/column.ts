/**
 * A column of a table, with everything about it in one place: title, width, cells, sort order, and the text for
 * filters. The table engine does not depend on what the rows are.
 */

import type {Names} from '../../director/names.ts';
import type {FilterTerm} from '../filter/filter-term.ts';
import type {RowFacts} from '../state/row-facts.ts';
import type {Piece} from '../text/paint.ts';
import type {Cut} from '../text/text.ts';

/** A value to sort by; null is unknown and comes last in either direction. */
export type SortValue = number | bigint | string | null;

/** The sort order of a column. Without `value` and `compare` the given order of the rows is that of this column. */
export interface ColumnSort<Row> {
	/** Whether the usual order starts with the largest. */
	readonly descending: boolean;
	/** Calculated once for each row. */
	readonly value?: (row: Row, facts: RowFacts) => SortValue;
	/** For an order that no single value expresses, such as that of names with numbers in them. */
	readonly compare?: (one: Row, other: Row) => number;
	/** Columns with a higher number come later when stepping through the sort columns; default 0. */
	readonly turn?: number;
}

/** The part of a column that the filter sees: the text that words are searched in, and the values of terms. */
export interface ColumnFilter<Row> {
	/** Words may occur anywhere in it; case is ignored. It can have the names of addresses. */
	readonly text?: (row: Row, names: Names) => string;
	/** Words for this column only: `dr` is a forwarding method and does not match `drained`. */
	readonly only?: {
		/** The word is in lower case. */
		isWord(word: string): boolean;
		has(row: Row, word: string): boolean;
	};
	/** The terms of the filter language that it answers, such as `weight=0`. */
	readonly terms?: readonly FilterTerm<Row>[];
}

/** The width of a column in cells, without the blank before it. */
export interface ColumnWidth {
	/** With less room the column is left out. */
	readonly least: number;
	/** The width that shows everything important; default `least`. */
	readonly needed?: number;
	/** The width used if there is room; default `needed`. */
	readonly wanted?: number;
}

/** The input of a table's layout. */
export interface TableExtent<Row, Context> {
	/** All rows, visible or not, so that nothing jumps while scrolling. */
	readonly rows: readonly Row[];
	readonly context: Context;
	/** The width of a line. */
	readonly cells: number;
}

/**
 * One column. `Context` is everything that a cell depends on besides its row (units, the time, …); each view builds it
 * in one place.
 */
export interface Column<Row, Context, Id extends string = string> {
	readonly id: Id;
	readonly title: string | ((context: Context) => string);
	/** Its meaning, for the page of its view: a sentence without a full stop at its end. */
	readonly meaning: string;
	/** Numbers are right-aligned. */
	readonly align: 'left' | 'right';
	/** The columns with the lowest numbers stay if there is no room for all. */
	readonly priority: number;
	/** Whether it only uses room that no other column needs. */
	readonly isSpare?: boolean;
	/** A number for a column of constant width. */
	readonly width:
		| number
		| ColumnWidth
		| ((extent: TableExtent<Row, Context>) => number | ColumnWidth);
	/** Whether the table has the column at all; default true. */
	readonly isShown?: (extent: TableExtent<Row, Context>) => boolean;
	/** Where text that is too wide is cut; by default at its end. */
	readonly cut?: Cut;
	/** Its content. It is fitted into `width` cells, and control characters are made visible. */
	readonly cell: (row: Row, context: Context, width: number) => Piece;
	readonly sort?: ColumnSort<Row>;
	readonly filter?: ColumnFilter<Row>;
}

/** A column that rows can be sorted by. */
export type SortableColumn<Row, Context, Id extends string = string> = Column<Row, Context, Id> & {
	readonly sort: ColumnSort<Row>;
};

/** The title of a column in a table. */
export function titleOf<Row, Context>(
	{title}: Pick<Column<Row, Context>, 'title'>,
	context: Context,
): string {
	return typeof title === 'string' ? title : title(context);
}

/** Whether a table has a column, if there is room. */
export function isShown<Row, Context>(
	column: Pick<Column<Row, Context>, 'id' | 'isShown'>,
	extent: TableExtent<Row, Context>,
): boolean {
	return column.isShown?.(extent) ?? true;
}

/** The properties of a column that the chooser needs. */
export function choosable<Row, Context>(
	columns: readonly Pick<Column<Row, Context>, 'id' | 'title' | 'sort'>[],
	context: Context,
): readonly {readonly id: string; readonly title: string; readonly isSortable: boolean}[] {
	return columns.map(column => ({
		id: column.id,
		title: titleOf(column, context),
		isSortable: column.sort !== undefined,
	}));
}
