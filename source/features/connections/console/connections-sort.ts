/**
 * The order of the rows of the Connections view. Single connections are sorted while the table is read, because only
 * the first are kept; groups are sorted here.
 */

import {isShown} from '../../../console/table/column.ts';
import type {Widths} from '../../../console/table/measure.ts';
import {nextSort, reversedSort, sortNamed, sortRows} from '../../../console/table/sort-rows.ts';
import {noNames} from '../../../director/names.ts';
import {type ConnectionSort, sortableConnectionColumns} from '../connection-columns.ts';
import type {ConnectionsPlace} from './connections-place.ts';
import type {ConnectionsRow, GroupItem} from './connections-rows.ts';
import {compareNames, type GroupSort, groupColumns, sortableGroupColumns} from './group-columns.ts';

/** The groups among the rows; a view has either groups or single connections. */
export function groupsOf(rows: readonly ConnectionsRow[]): readonly GroupItem[] {
	return rows.filter(row => row.kind === 'group');
}

/** The rows in the chosen order; equal groups by name. Single connections are already sorted. */
export function sortedRows(
	rows: readonly ConnectionsRow[],
	sort: GroupSort,
): readonly ConnectionsRow[] {
	const groups = groupsOf(rows);
	return groups.length === 0 ? rows : sortRows(groupColumns, groups.toSorted(compareNames), sort);
}

/** The sort column and its direction. */
export interface SortedConnections {
	readonly place: ConnectionsPlace;
	/** The order of single connections; null for the kernel's, which is arbitrary. */
	readonly sort: ConnectionSort | null;
	readonly groupSort: GroupSort;
	readonly rows: readonly ConnectionsRow[];
	readonly widths: {readonly of: Widths};
}

/** Sorts by the next or previous column, of single connections or of groups, whichever are shown. */
export function nextConnectionsSort(
	{place, sort, groupSort, rows, widths}: SortedConnections,
	by: 1 | -1,
): Partial<Pick<SortedConnections, 'sort' | 'groupSort'>> {
	if (place.mode === 'table') {
		return {sort: nextSort(sortableConnectionColumns, sort, by)};
	}

	const extent = {
		rows: groupsOf(rows),
		context: {...place, names: noNames, widths: widths.of},
		cells: Number.POSITIVE_INFINITY,
	};
	const columns = sortableGroupColumns.filter(column => isShown(column, extent));
	return {groupSort: nextSort(columns, groupSort, by) ?? groupSort};
}

/** The columns that the shown rows can be sorted by. */
export function connectionsSortColumns({
	place,
}: Pick<SortedConnections, 'place'>): readonly string[] {
	const columns = place.mode === 'table' ? sortableConnectionColumns : sortableGroupColumns;
	return columns.map(({id}) => id);
}

/** Sorts by a column as named for `--sort`. */
export function connectionsSortNamed(
	{place, sort, groupSort}: SortedConnections,
	text: string,
): Partial<Pick<SortedConnections, 'sort' | 'groupSort'>> {
	return place.mode === 'table'
		? {sort: sortNamed(sortableConnectionColumns, text) ?? sort}
		: {groupSort: sortNamed(sortableGroupColumns, text) ?? groupSort};
}

/** The same order reversed. */
export function reversedConnectionsSort({
	place,
	sort,
	groupSort,
}: SortedConnections): Partial<Pick<SortedConnections, 'sort' | 'groupSort'>> {
	return place.mode === 'table'
		? {sort: sort && reversedSort(sort)}
		: {groupSort: reversedSort(groupSort)};
}
