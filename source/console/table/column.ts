/**
 * A column of a table, in one place: its title, how wide it is, its cells, how rows are sorted by it, and
 * the text that a filter looks in. The engine in this folder knows nothing of what the rows are.
 */
import type {Piece} from '../text/paint.ts';

/** A value that rows are sorted by; null is unknown and stands last in either direction. */
export type SortValue = number | bigint | string | null;

/** How rows are sorted by a column. Without `value` and `compare` the rows come in the order of this column. */
export interface ColumnSort<Row> {
	/** Whether people expect the largest first. */
	readonly descending: boolean;
	/** Computed once a row. */
	readonly value?: (row: Row) => SortValue;
	/** For an order that no value has, such as that of names with numbers in them. */
	readonly compare?: (one: Row, other: Row) => number;
	/** Columns with a higher number come later when one goes through the sort orders; 0 unless told. */
	readonly turn?: number;
}

/** The text that the filter searches in a column. */
export interface ColumnFilter<Row> {
	/** Words are looked for anywhere in it, without regard to case. */
	readonly text?: (row: Row) => string;
	/** Words that this column alone answers: `dr` is a forwarding method and does not find `drained`. */
	readonly only?: {
		/** Words come in lower case. */
		isWord(word: string): boolean;
		has(row: Row, word: string): boolean;
	};
}

/** Cells of a column, without the blank before it. */
export interface ColumnWidth {
	/** With fewer the column is left out. */
	readonly least: number;
	/** Cells in which all that matters can be read; as `least` unless told. */
	readonly needed?: number;
	/** Cells that it takes when there is room; as `needed` unless told. */
	readonly wanted?: number;
}

/** The input of a table's layout. */
export interface TableExtent<Row, Context> {
	/** All rows, on the screen or not, so that nothing jumps when a table is scrolled. */
	readonly rows: readonly Row[];
	readonly context: Context;
	/** Cells of a line. */
	readonly cells: number;
}

/**
 * One column. `Context` is all that a cell may know beside its row (units, the time, …); each view builds
 * it in one place.
 */
export interface Column<Row, Context, Id extends string = string> {
	readonly id: Id;
	readonly title: string | ((context: Context) => string);
	/** Figures are aligned to the right. */
	readonly align: 'left' | 'right';
	/** The columns with the lowest numbers stay when there is no room for all. */
	readonly priority: number;
	/** Whether it only takes room that no other column needs. */
	readonly isSpare?: boolean;
	/** A number for a column that is always as wide. */
	readonly width:
		| number
		| ColumnWidth
		| ((extent: TableExtent<Row, Context>) => number | ColumnWidth);
	/** Whether the table has it at all; it has unless told. */
	readonly isShown?: (extent: TableExtent<Row, Context>) => boolean;
	/** Cuts a text that is too wide in its middle, because its end matters too; else the end is cut. */
	readonly cut?: 'middle';
	/** Its content; it is fitted into `width` cells, and control characters are made visible. */
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

/** Whether a table has a column, whatever there is room for. */
export function isShown<Row, Context>(
	column: Pick<Column<Row, Context>, 'id' | 'isShown'>,
	extent: TableExtent<Row, Context>,
): boolean {
	return column.isShown?.(extent) ?? true;
}
