import type {ReactNode} from 'react';
import {parseFilter} from '../../../console/filter/parse-filter.ts';
import {chosenColumns} from '../../../console/table/choose-columns.ts';
import {type DrawnTable, drawnTable} from '../../../console/table/table-lines.ts';
import {Lines} from '../../../console/text/line.tsx';
import {namesOf} from '../../names/index.ts';
import {connectionColumns} from '../connection-columns.ts';
import {connectionsFilterView} from '../table/connections-language.ts';
import {connectionsHead} from './connections-head.ts';
import type {ConnectionsSeen} from './connections-list.ts';
import {groupsOf} from './connections-sort.ts';
import {groupColumns} from './group-columns.ts';

/** The text shown when there are no rows. */
function emptyText({own: {shown, filter, place}, paused, keyOf}: ConnectionsSeen): string {
	if (shown === null) {
		return paused ? '' : 'Reading the connection table …';
	}

	const {problem} = parseFilter(filter, connectionsFilterView);
	if (problem !== null) {
		return problem.message;
	}

	return filter === ''
		? `No ${place.list} here.`
		: `No ${place.list} match the filter. Press ${keyOf('step-back')} to clear it.`;
}

/** The rows or groups on this many lines. */
export function connectionsTable(seen: ConnectionsSeen, height: number): DrawnTable {
	const {own, size, director} = seen;
	const {rows, cursor, top, filter, place, sort, groupSort, widths} = own;
	const list = {cursor, top, filter};
	const common = {cells: size.columns, height, empty: emptyText(seen)};
	return place.mode === 'table'
		? drawnTable({
				...common,
				columns: chosenColumns(connectionColumns, seen.columns['connections'], sort?.column),
				list: {...list, rows: rows.filter(row => row.kind === 'connection')},
				context: {names: namesOf(director), widths: widths.of},
				sort,
			})
		: drawnTable({
				...common,
				columns: chosenColumns(groupColumns, seen.columns['groups'], groupSort.column),
				list: {...list, rows: groupsOf(rows)},
				context: {...place, names: namesOf(director), widths: widths.of},
				sort: groupSort,
			});
}

/** The connection table: head lines, then its rows or groups. */
export function ConnectionsView({
	seen,
	height,
}: {
	readonly seen: ConnectionsSeen;
	readonly height: number;
}): ReactNode {
	const head = connectionsHead(seen);
	const lines = connectionsTable(seen, Math.max(1, height - head.length)).lines();
	return <Lines theme={seen.theme} lines={[...head, ...lines].slice(0, height)} />;
}
