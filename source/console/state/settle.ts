/**
 * Keeps what follows from the rest of the state in step with it: rows, cursor, marks, totals.
 */

import {tableTotals} from '../../director/table-totals.ts';
import {
	headHeight,
	settleConnections,
} from '../../features/connections/console/settle-connections.ts';
import {offerDeletions} from '../../features/drain/drain-deletions.ts';
import {drainLine} from '../../features/drain/drain-line.ts';
import {drainOrigin, settleDrains} from '../../features/drain/drains.ts';
import {settleLog} from '../../features/log/log-list.ts';
import {machineGone, settleServers} from '../../features/servers/servers-list.ts';
import {selectRows} from '../../features/services/select-rows.ts';
import {
	areSnapshotsStale,
	settleSnapshots,
} from '../../features/snapshots/console/snapshots-list.ts';
import {cursorAt, departureNotice, keepCursor} from '../table/cursor.ts';
import {listTop} from '../table/list.ts';
import {changeOpenList, openList} from '../table/open-list.ts';
import {findServers, serverRowId} from './console-row.ts';
import type {ConsoleState} from './console-state.ts';
import {hasTakenAway} from './done-plan.ts';
import {remember} from './message.ts';

/** Marks of servers that the director has no longer are taken away. */
function keepMarks(state: ConsoleState): ConsoleState['marked'] {
	if (state.marked.size === 0) {
		return state.marked;
	}

	const present = findServers(state.poll.director, state.marked);
	return present.length === state.marked.size
		? state.marked
		: new Set(present.map(({service, server}) => serverRowId(service.id, server.id)));
}

/** Says that the cursor had to leave its row. That a plan was refused is more than that, and is often said of the same row. */
function withNotice(state: ConsoleState, notice: string | null): ConsoleState {
	if (notice === null) {
		return state;
	}

	const message = {severity: 'warning', text: notice, origin: 'table'} as const;
	return {
		...state,
		message: state.message?.severity === 'error' ? state.message : message,
		messages: remember(state.messages, message),
	};
}

function withRows(before: ConsoleState, after: ConsoleState): ConsoleState {
	const {director} = after.poll;
	const rows = selectRows({...after, director});
	const cursor =
		after.cursor === before.cursor
			? keepCursor(before.rows, rows, before.cursor)
			: keepCursor(rows, rows, after.cursor);
	const lost = before.rows[before.cursor.index];
	const isExpected = lost !== undefined && hasTakenAway(after.done, lost.id);
	const notice =
		after.view !== 'services' || cursor.id === before.cursor.id || isExpected
			? null
			: departureNotice(lost, director, rows[cursor.index]);
	return withNotice({...after, rows, cursor}, notice);
}

/** The Servers view, where it is open and something has changed that it is made from. */
function withServers(before: ConsoleState, after: ConsoleState): ConsoleState {
	const {director} = after.poll;
	const wasOpen = before.view === 'servers';
	if (
		after.view !== 'servers' ||
		(wasOpen &&
			director === before.poll.director &&
			after.servers.filter === before.servers.filter &&
			after.servers.sort === before.servers.sort)
	) {
		return after;
	}

	const servers = settleServers(after.servers, director);
	const notice = wasOpen ? machineGone(before.servers, servers, director) : null;
	return withNotice({...after, servers}, notice);
}

/** The drains, and what is said of them. That something went wrong is more than that a server is empty. */
function withDrains(before: ConsoleState, after: ConsoleState): ConsoleState {
	const {drains, notices} = settleDrains(before, after);
	const {message} = after;
	const latest = message?.severity === 'error' ? undefined : notices.at(-1);
	// How far a drain is takes the place of the message that it was begun.
	const isBegin = message?.severity === 'info' && message.origin === drainOrigin;
	const isTold = isBegin && after.applying === null && drainLine({...after, drains}) !== '';
	return {
		...after,
		drains,
		message: latest ?? (isTold ? null : message),
		messages: notices.reduce(remember, after.messages),
	};
}

/** The state after a change, with everything that follows from it; rows are made anew only where they must be. */
export function settle(before: ConsoleState, after: ConsoleState): ConsoleState {
	let state = after;
	if (state.poll.director !== before.poll.director) {
		state = {...state, totals: tableTotals(state.poll.director), marked: keepMarks(state)};
	}

	if (
		state.poll.director !== before.poll.director ||
		state.filter !== before.filter ||
		state.sort !== before.sort ||
		state.folded !== before.folded
	) {
		state = withRows(before, state);
	} else if (state.cursor !== before.cursor) {
		state = {...state, cursor: cursorAt(state.rows, state.cursor.index)};
	}

	state = withServers(before, state);
	if (state.poll.director !== before.poll.director || state.facts !== before.facts) {
		state = withDrains(before, state);
	}

	state = offerDeletions(state);

	state = settleConnections(before, state);
	if (areSnapshotsStale(before, state)) {
		state = {...state, snapshots: settleSnapshots(state.snapshots)};
	}

	if (
		state.view === 'log' &&
		(before.view !== 'log' ||
			state.log.log !== before.log.log ||
			state.log.filter !== before.log.filter)
	) {
		state = {...state, log: settleLog(state.log)};
	}

	const list = openList(state);
	const top = list === null ? null : listTop(list, state.size, headHeight(state));
	return list === null || top === null || top === list.top
		? state
		: {...state, ...changeOpenList(state, {top})};
}
