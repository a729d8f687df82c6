/**
 * Sorting, marking and opening real servers.
 */
import type {ConsoleState, Reducer} from '../../console/state/model.ts';
import {cursorAt} from '../../console/table/cursor.ts';
import {listRow} from '../../console/table/list.ts';
import {reversedSort, sortNamed} from '../../console/table/sort-rows.ts';
import {showRows} from '../services/index.ts';
import {sortable} from './columns.ts';
import {findRealServer} from './real-server-row.ts';
import {type ServersSeen, servers} from './servers-list.ts';
import {nextRealServerSort} from './sort-real-servers.ts';

/** Sorts by the next or previous column, in its usual direction. */
export function moveRealServerSort(by: 1 | -1): Reducer {
	return servers.change(({sort}) => ({sort: nextRealServerSort(sort, by)}));
}

/** Sorts by a column as named for `--sort`. */
export function sortRealServersByName(text: string): Reducer {
	return servers.change(({sort}) => ({sort: sortNamed(sortable, text) ?? sort}));
}

export const reverseRealServerSort: Reducer = servers.change(({sort}) => ({
	sort: reversedSort(sort),
}));

/** Toggles the mark of the real server at the cursor, and moves to the next row. */
export const toggleRealServerMark: Reducer = servers.change(list => {
	const row = listRow(list);
	if (row === undefined) {
		return {};
	}

	const marked = new Set(list.marked);
	if (!marked.delete(row.id)) {
		marked.add(row.id);
	}

	return {marked, cursor: cursorAt(list.rows, list.cursor.index + 1)};
});

/** Marks every visible real server. */
export const markShownRealServers: Reducer = servers.change(({marked, rows}) => ({
	marked: new Set([...marked, ...rows.map(({id}) => id)]),
}));

export const unmarkRealServers: Reducer = servers.change(() => ({marked: new Set()}));

/** Why there is no real server to show; null if there is one. */
export function noRealServer({selection: {address, gone}, director}: ServersSeen): string | null {
	return address === null || findRealServer(director.live, address) === null
		? (gone ?? 'no server selected')
		: null;
}

/** Opens the Services view with only the entries of the real server, and the cursor on the first of them. */
export function showEntries(state: ConsoleState): Partial<ConsoleState> {
	const {address} = state.selection;
	const [first] =
		address === null ? [] : (findRealServer(state.director.live, address)?.entries ?? []);
	// With the colon that precedes a port: 10.0.0.1 alone would also match 10.0.0.10.
	return first === undefined
		? {}
		: showRows(first, first.server.id.slice(0, first.server.id.lastIndexOf(':') + 1))(state);
}
