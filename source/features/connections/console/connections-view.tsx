import type {ReactNode} from 'react';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {tableLines} from '../../../console/table/table-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {connectionColumns} from '../connection-columns.ts';
import {filterProblem} from './connections-filter.ts';
import {connectionsHead} from './connections-head.ts';
import {groupsOf} from './connections-sort.ts';
import {groupColumns} from './group-columns.ts';

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
	const common = {cells: size.columns, height: room, empty: emptyText(state)};
	const lines =
		place.mode === 'table'
			? tableLines({
					...common,
					columns: connectionColumns,
					list: {...connections, rows: rows.filter(row => row.kind === 'connection')},
					context: null,
					sort,
				})
			: tableLines({
					...common,
					columns: groupColumns,
					list: {...connections, rows: groupsOf(rows)},
					context: place,
					sort: groupSort,
				});
	return <Lines theme={theme} lines={[...head, ...lines].slice(0, height)} />;
}
