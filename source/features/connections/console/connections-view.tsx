import type {ReactNode} from 'react';
import type {List, ListRow} from '../../../console/table/list.ts';
import {listLines} from '../../../console/table/list-lines.ts';
import {
	placeSized,
	type SizedColumn,
	sizedRow,
	sizedTitles,
} from '../../../console/table/sized-columns.ts';
import {Lines} from '../../../console/text/line.tsx';
import type {Piece} from '../../../console/text/paint.ts';
import {groupColumns, itemColumns} from './connections-columns.ts';
import {filterProblem} from './connections-filter.ts';
import {connectionsHead} from './connections-head.ts';
import type {ConnectionsSeen} from './connections-list.ts';
import type {ConnectionItem, GroupItem} from './connections-rows.ts';

/** What stands where there is no row. */
function emptyText({own: {shown, filter, place}, paused}: ConnectionsSeen): string {
	if (shown === null) {
		return paused ? '' : 'Reading the connection table …';
	}

	const problem = filterProblem(filter);
	if (problem !== null) {
		return problem;
	}

	return filter === ''
		? `There are no ${place.list} here.`
		: `No ${place.list} have all the words of the filter. Esc takes it away.`;
}

function tableLines<Row extends ListRow, Id extends string>(
	seen: ConnectionsSeen,
	height: number,
	table: {
		readonly rows: readonly Row[];
		readonly columns: readonly SizedColumn<Row, Id>[];
		readonly sort: {readonly column: Id; readonly descending: boolean} | null;
	},
): readonly (readonly Piece[])[] {
	const {columns} = seen.size;
	const placed = placeSized(table.columns, columns, table.sort?.column ?? null);
	const list: List<Row> = {...seen.own, rows: table.rows};
	return listLines({
		list,
		height,
		titles: sizedTitles(placed, table.sort),
		empty: emptyText(seen),
		row: (row, isCursor) => sizedRow(row, placed, {isCursor, columns}),
	});
}

/** The connection table: what it is, and its rows or their groups. */
export function ConnectionsView({
	seen,
	height,
}: {
	readonly seen: ConnectionsSeen;
	readonly height: number;
}): ReactNode {
	const {own, theme, size} = seen;
	const {rows, place, sort, groupSort} = own;
	const head = connectionsHead(seen);
	const room = Math.max(1, height - head.length);
	const items = rows.filter((row): row is ConnectionItem => row.kind === 'connection');
	const groups = rows.filter((row): row is GroupItem => row.kind === 'group');
	const lines =
		place.mode === 'table'
			? tableLines(seen, room, {rows: items, columns: itemColumns(items), sort})
			: tableLines(seen, room, {
					rows: groups,
					columns: groupColumns(groups, own, size.columns),
					sort: groupSort,
				});
	return <Lines theme={theme} lines={[...head, ...lines].slice(0, height)} />;
}
