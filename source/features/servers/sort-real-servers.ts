/**
 * The sort orders of the Servers view.
 */

import {nextSort, type Sort, sortBy, sortNamed} from '../../console/table/sort-rows.ts';
import {type RealServerColumn, sortable} from './columns.ts';

export type {RealServerColumn};

export type RealServerSort = Sort<RealServerColumn>;

/** The columns in the order in which `<` and `>` select them. */
export const realServerSortColumns: readonly RealServerColumn[] = sortable.map(({id}) => id);

/** The sort by a column in its usual direction. */
export function sortRealServersBy(column: RealServerColumn): RealServerSort {
	return sortBy(sortable, column);
}

/** By address, the lowest first. */
export const byAddress: RealServerSort = sortRealServersBy('address');

/** Parses a column as {@link sortNamed} does; by address if there is no such column. */
export function realServerSortFrom(text: string): RealServerSort {
	return sortNamed(sortable, text) ?? byAddress;
}

/** The sort by the next or previous column. */
export function nextRealServerSort(sort: RealServerSort, by: 1 | -1): RealServerSort {
	return nextSort(sortable, sort, by) ?? sort;
}

/** The sort to show in the titles: null for the order by address. */
export function shownRealServerSort(sort: RealServerSort): RealServerSort | null {
	return sort.column === 'address' && !sort.descending ? null : sort;
}
