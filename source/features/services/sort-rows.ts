/**
 * The sort orders of the Services view.
 */

import {
	nextSort,
	type Sort as SortBy,
	sortBy as sortByColumn,
	sortNamed,
} from '../../console/table/sort-rows.ts';
import {type SortColumn, sortable} from './columns.ts';

export type {SortColumn};

export type Sort = SortBy<SortColumn>;

/** The columns in the order in which `<` and `>` go through them. */
export const sortColumns: readonly SortColumn[] = sortable.map(({id}) => id);

/** Sorting by a column in the direction that people expect of it. */
export function sortBy(column: SortColumn): Sort {
	return sortByColumn(sortable, column);
}

/** The order in which the reader gives the table. */
export const readersOrder: Sort = sortBy('service');

/** The order by the column so many further on. */
export function nextServicesSort(sort: Sort, by: 1 | -1): Sort {
	return nextSort(sortable, sort, by) ?? sort;
}

/** The sort order of `--sort`: a column in its usual direction, or in the other one after a minus; the reader's own if there is no such column. */
export function sortFrom(text: string): Sort {
	return sortNamed(sortable, text) ?? readersOrder;
}

/** The order as the titles show it: none for the reader's own. */
export function shownSort(sort: Sort): Sort | null {
	return sort.column === 'service' && !sort.descending ? null : sort;
}
