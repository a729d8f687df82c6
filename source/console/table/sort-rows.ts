/**
 * The order of rows, and the columns that it can use.
 */
import {noFacts} from '../state/row-facts.ts';
import type {Column, ColumnSort, SortValue} from './column.ts';

export interface Sort<Id extends string = string> {
	readonly column: Id;
	/** Whether the largest comes first. */
	readonly descending: boolean;
}

/** The part of a column that matters for sorting, independent of its rows. */
interface Sortable<Id extends string> {
	readonly id: Id;
	readonly sort: ColumnSort<never>;
}

/** The columns that rows can be sorted by, in the order in which keys step through them. */
export function sortableColumns<
	Each extends {readonly id: string; readonly sort?: ColumnSort<never>},
>(columns: readonly Each[]): readonly Extract<Each, Sortable<string>>[] {
	return columns
		.filter((column): column is Extract<Each, Sortable<string>> => column.sort !== undefined)
		.toSorted((one, other) => (one.sort.turn ?? 0) - (other.sort.turn ?? 0));
}

/** The sort by a column in its usual direction. */
export function sortBy<Id extends string>(columns: readonly Sortable<Id>[], column: Id): Sort<Id> {
	return {column, descending: columns.find(({id}) => id === column)?.sort.descending ?? false};
}

/** The sort by the next or previous column; without a sort yet, by the first or the last. */
export function nextSort<Id extends string>(
	columns: readonly Sortable<Id>[],
	sort: Sort<Id> | null,
	by: 1 | -1,
): Sort<Id> | null {
	const index = columns.findIndex(({id}) => id === sort?.column);
	const from = sort === null && by === -1 ? 0 : index;
	const next = columns[(from + by + columns.length) % columns.length];
	return next === undefined ? null : sortBy(columns, next.id);
}

/** The sort by a column that was chosen by its name: its usual direction; reversed if the rows already have that column. */
export function chosenSort<Id extends string>(
	columns: readonly Sortable<Id>[],
	sort: Sort<Id> | null,
	column: string,
): Sort<Id> | null {
	const found = columns.find(({id}) => id === column);
	if (found === undefined) {
		return sort;
	}

	return sort?.column === found.id ? reversedSort(sort) : sortBy(columns, found.id);
}

/** The reversed sort. */
export function reversedSort<Id extends string>(sort: Sort<Id>): Sort<Id> {
	return {...sort, descending: !sort.descending};
}

/**
 * Parses a typed column name; null if there is no such column. After `-` the largest comes first, after `+` the smallest,
 * as with `ps --sort`; without either it is the usual direction.
 */
export function sortNamed<Id extends string>(
	columns: readonly Sortable<Id>[],
	text: string,
): Sort<Id> | null {
	const [, direction = '', name] = /^([-+]?)(.*)$/s.exec(text) ?? [];
	const column = columns.find(({id}) => id === name);
	if (column === undefined) {
		return null;
	}

	const sort = sortBy(columns, column.id);
	return direction === '' ? sort : {...sort, descending: direction === '-'};
}

/** Compares two values that rows are sorted by; the sign is -1 for the largest first. */
export function compareValues(left: SortValue, right: SortValue, sign: number): number {
	if (left === right) {
		return 0;
	}

	if (left === null || right === null) {
		return left === null ? 1 : -1;
	}

	return left < right ? -sign : sign;
}

/** Sorts items by their rows; equal ones keep their order. */
export type Sorter<Row> = <Item>(
	items: readonly Item[],
	rowOf: (item: Item) => Row,
) => readonly Item[];

/** Prepares to sort by a column; null if the rows already have that order. */
export function createSorter<Row, Id extends string>(
	columns: readonly Column<Row, never, Id>[],
	{column, descending}: Sort<Id>,
	facts = noFacts,
): Sorter<Row> | null {
	const {value, compare} = columns.find(({id}) => id === column)?.sort ?? {};
	const sign = descending ? -1 : 1;
	if (compare !== undefined) {
		return (items, rowOf) =>
			items.toSorted((one, other) => sign * compare(rowOf(one), rowOf(other)));
	}

	if (value === undefined) {
		return descending ? items => items.toReversed() : null;
	}

	return (items, rowOf) =>
		items
			.map(item => ({item, value: value(rowOf(item), facts)}))
			.sort((left, right) => compareValues(left.value, right.value, sign))
			.map(({item}) => item);
}

/** The rows in the chosen order. */
export function sortRows<Row, Id extends string>(
	columns: readonly Column<Row, never, Id>[],
	rows: readonly Row[],
	sort: Sort<Id>,
	facts = noFacts,
): readonly Row[] {
	return createSorter(columns, sort, facts)?.(rows, row => row) ?? rows;
}
