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

/** The columns in the order in which `<` and `>` select them. */
export const sortColumns: readonly SortColumn[] = sortable.map(({id}) => id);

/** The sort by a column in its usual direction. */
export function sortBy(column: SortColumn): Sort {
	return sortByColumn(sortable, column);
}

/** The order of the reading. */
export const readersOrder: Sort = sortBy('service');

/** The sort by the next or previous column. */
export function nextServicesSort(sort: Sort, by: 1 | -1): Sort {
	return nextSort(sortable, sort, by) ?? sort;
}

/**
 * Parses `--sort`: a column in its usual direction, or with `-` or `+` before it; the order of the reading if there is no
 * such column.
 */
export function sortFrom(text: string): Sort {
	return sortNamed(sortable, text) ?? readersOrder;
}

/** The sort to show in the titles: null for the order of the reading. */
export function shownSort(sort: Sort): Sort | null {
	return sort.column === 'service' && !sort.descending ? null : sort;
}
