/**
 * Sorting and marking real servers, and looking at one of them.
 */
import type {ConsoleState, Frame, Reducer} from '../../console/state/model.ts';
import {defineTopic} from '../../console/state/topic.ts';
import {cursorAt} from '../../console/table/cursor.ts';
import {listRow} from '../../console/table/list.ts';
import {reversedSort} from '../../console/table/sort-rows.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {showRows} from '../services/index.ts';
import {findRealServer} from './real-server-row.ts';
import {type ServersSeen, servers} from './servers-list.ts';
import {nextRealServerSort} from './sort-real-servers.ts';

/** Sorts by the column so many further on, in the direction that people expect of it. */
export function moveRealServerSort(by: 1 | -1): Reducer {
	return servers.change(({sort}) => ({sort: nextRealServerSort(sort, by)}));
}

export const reverseRealServerSort: Reducer = servers.change(({sort}) => ({
	sort: reversedSort(sort),
}));

/** Marks the cursor's real server, or takes the mark away, and goes on to the next row. */
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

/** Marks every real server that is shown. */
export const markShownRealServers: Reducer = servers.change(({marked, rows}) => ({
	marked: new Set([...marked, ...rows.map(({id}) => id)]),
}));

export const unmarkRealServers: Reducer = servers.change(() => ({marked: new Set()}));

/** The real server whose details are open. */
export const openedRealServer = defineTopic<IpAddress>('real server');

/** The real server whose details are open, or that the cursor is on; null if there is none. */
function realServerMeant({overlay, selection}: Frame): IpAddress | null {
	return openedRealServer.of(overlay) ?? selection.address;
}

/** Why there is no real server to look for; null if there is one. */
export function noRealServer(seen: ServersSeen): string | null {
	const address = realServerMeant(seen);
	return address === null || findRealServer(seen.director.live, address) === null
		? 'no server selected'
		: null;
}

/** Opens the Services view with the entries of the real server and nothing else, the cursor on the first of them. */
export function showEntries(state: ConsoleState): Partial<ConsoleState> {
	const address = realServerMeant(state);
	const [first] =
		address === null ? [] : (findRealServer(state.director.live, address)?.entries ?? []);
	// With the colon that comes before a port: 10.0.0.1 alone would find 10.0.0.10 too.
	return first === undefined
		? {}
		: showRows(first, first.server.id.slice(0, first.server.id.lastIndexOf(':') + 1))(state);
}
