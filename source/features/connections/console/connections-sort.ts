/**
 * The order of the rows of the Connections view. Single connections are sorted while the table is read,
 * because only the first of them are kept; groups are sorted here.
 */
import {type ConnectionColumn, connectionColumns} from '../table/row-order.ts';
import type {ConnectionsList} from './connections-list.ts';
import type {ConnectionsRow, GroupItem} from './connections-rows.ts';

/** The columns by which groups can be sorted. */
export const groupColumns = ['name', 'count', 'asked', 'others'] as const;

export type GroupColumn = (typeof groupColumns)[number];

export interface GroupSort {
	readonly column: GroupColumn;
	readonly descending: boolean;
}

/** Addresses and ports by their numbers: `10.0.0.9` before `10.0.0.10`. */
const byName = new Intl.Collator('en', {numeric: true});

/** Columns that people expect to see from the largest down. */
const largestFirst: ReadonlySet<string> = new Set(['expires', 'count', 'asked', 'others']);

function compareFigures(one: number | null, other: number | null, sign: number): number {
	if (one === null || other === null) {
		return Number(one === null) - Number(other === null);
	}

	return sign * (one - other);
}

function compareGroups({column, descending}: GroupSort) {
	const sign = descending ? -1 : 1;
	return (one: GroupItem, other: GroupItem) =>
		column === 'name'
			? sign * byName.compare(one.name, other.name)
			: compareFigures(one[column], other[column], sign) || byName.compare(one.name, other.name);
}

/** The rows in the order that is wanted. Single connections come in it already. */
export function sortedRows(
	rows: readonly ConnectionsRow[],
	sort: GroupSort,
): readonly ConnectionsRow[] {
	const compare = compareGroups(sort);
	return rows.toSorted((one, other) =>
		one.kind === 'group' && other.kind === 'group' ? compare(one, other) : 0,
	);
}

function next<Column extends string>(
	columns: readonly Column[],
	column: Column | undefined,
	by: 1 | -1,
): {column: Column; descending: boolean} | null {
	const index = column === undefined ? (by === 1 ? -1 : 0) : columns.indexOf(column);
	const found = columns[(index + by + columns.length) % columns.length];
	return found === undefined ? null : {column: found, descending: largestFirst.has(found)};
}

/** The order by the column so many further on, of single connections or of groups, whichever are shown. */
export function nextConnectionsSort(
	{place, sort, groupSort, rows}: ConnectionsList,
	by: 1 | -1,
): Partial<Pick<ConnectionsList, 'sort' | 'groupSort'>> {
	if (place.mode === 'table') {
		return {sort: next<ConnectionColumn>(connectionColumns, sort?.column, by)};
	}

	const isAsked = rows.some(row => row.kind === 'group' && row.asked !== null);
	const columns = groupColumns.filter(column => column !== 'asked' || isAsked);
	return {groupSort: next<GroupColumn>(columns, groupSort.column, by) ?? groupSort};
}

/** The same order from its other end. */
export function reversedConnectionsSort({
	place,
	sort,
	groupSort,
}: ConnectionsList): Partial<Pick<ConnectionsList, 'sort' | 'groupSort'>> {
	return place.mode === 'table'
		? {sort: sort && {...sort, descending: !sort.descending}}
		: {groupSort: {...groupSort, descending: !groupSort.descending}};
}
