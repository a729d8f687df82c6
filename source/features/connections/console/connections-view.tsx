import type {ReactNode} from 'react';
import type {ConsoleState} from '../../../console/state/console-state.ts';
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
import type {ConnectionItem, GroupItem} from './connections-rows.ts';

/** What stands where there is no row. */
function emptyText({connections: {shown, filter, place}, paused}: ConsoleState): string {
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
	state: ConsoleState,
	height: number,
	table: {
		readonly rows: readonly Row[];
		readonly columns: readonly SizedColumn<Row, Id>[];
		readonly sort: {readonly column: Id; readonly descending: boolean} | null;
	},
): readonly (readonly Piece[])[] {
	const {columns} = state.size;
	const placed = placeSized(table.columns, columns, table.sort?.column ?? null);
	const list: List<Row> = {...state.connections, rows: table.rows};
	return listLines({
		list,
		height,
		titles: sizedTitles(placed, table.sort),
		empty: emptyText(state),
		row: (row, isCursor) => sizedRow(row, placed, {isCursor, columns}),
	});
}

/** The connection table: what it is, and its rows or their groups. */
export function ConnectionsView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const {connections, theme, size} = state;
	const {rows, place, sort, groupSort} = connections;
	const head = connectionsHead(state);
	const room = Math.max(1, height - head.length);
	const items = rows.filter((row): row is ConnectionItem => row.kind === 'connection');
	const groups = rows.filter((row): row is GroupItem => row.kind === 'group');
	const lines =
		place.mode === 'table'
			? tableLines(state, room, {rows: items, columns: itemColumns(items), sort})
			: tableLines(state, room, {
					rows: groups,
					columns: groupColumns(groups, connections, size.columns),
					sort: groupSort,
				});
	return <Lines theme={theme} lines={[...head, ...lines].slice(0, height)} />;
}
