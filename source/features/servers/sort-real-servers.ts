/**
 * The sort orders of the Servers view.
 */

import {nextSort, type Sort, sortBy} from '../../console/table/sort-rows.ts';
import {type RealServerColumn, sortable} from './columns.ts';

export type {RealServerColumn};

export type RealServerSort = Sort<RealServerColumn>;

/** The columns in the order in which `<` and `>` go through them. */
export const realServerSortColumns: readonly RealServerColumn[] = sortable.map(({id}) => id);

/** Sorting by a column in the direction that people expect of it. */
export function sortRealServersBy(column: RealServerColumn): RealServerSort {
	return sortBy(sortable, column);
}

/** By address, the lowest first. */
export const byAddress: RealServerSort = sortRealServersBy('address');

/** The order by the column so many further on. */
export function nextRealServerSort(sort: RealServerSort, by: 1 | -1): RealServerSort {
	return nextSort(sortable, sort, by) ?? sort;
}

/** The order as the titles show it: none for the order by address. */
export function shownRealServerSort(sort: RealServerSort): RealServerSort | null {
	return sort.column === 'address' && !sort.descending ? null : sort;
}
