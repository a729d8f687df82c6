/**
 * Folding, sorting, filtering and marking the rows.
 */
import {type RowId, serverRowId, serviceOfRowId} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {Reducer} from '../../console/state/console-store.ts';
import {moveCursor} from '../../console/state/move-reducers.ts';
import {cursorAt} from '../../console/table/cursor.ts';
import {changeOpenList} from '../../console/table/open-list.ts';
import {sortBy, sortColumns} from './sort-rows.ts';

/** The row that the cursor is on. */
export function cursorRow(state: ConsoleState): ConsoleState['rows'][number] | undefined {
	return state.rows[state.cursor.index];
}

/** `←`: hides a service's servers; on a server goes to its service first. */
export const fold: Reducer = state => {
	const row = cursorRow(state);
	if (row?.kind === 'server') {
		const service = state.rows.findIndex(({id}) => id === serviceOfRowId(row.id));
		return {cursor: cursorAt(state.rows, service)};
	}

	return row === undefined || row.folded ? {} : {folded: new Set([...state.folded, row.id])};
};

/** `→`: shows a service's servers; where they are shown goes to the first of them. */
export const unfold: Reducer = state => {
	const row = cursorRow(state);
	if (row?.kind !== 'service') {
		return {};
	}

	if (row.folded) {
		return {folded: new Set([...state.folded].filter(id => id !== row.id))};
	}

	return state.rows[state.cursor.index + 1]?.kind === 'server' ? moveCursor(1)(state) : {};
};

/** Hides the servers of every service. */
export const foldAll: Reducer = state => ({
	folded: new Set(state.poll.director?.services.map(service => service.id)),
});

export const unfoldAll: Reducer = () => ({folded: new Set()});

/** Sorts by the column so many further on, in the direction that people expect of it. */
export function moveSortColumn(by: 1 | -1): Reducer {
	return ({sort}) => {
		const count = sortColumns.length;
		const column = sortColumns[(sortColumns.indexOf(sort.column) + by + count) % count];
		return column === undefined ? {} : {sort: sortBy(column)};
	};
}

export const reverseSort: Reducer = ({sort}) => ({
	sort: {...sort, descending: !sort.descending},
});

export function setFilter(filter: string): Reducer {
	return state => changeOpenList(state, {filter});
}

/** The servers that are meant by a row: itself, or all those of a service that the filter shows. */
function markable(state: ConsoleState, index: number): readonly RowId[] {
	const row = state.rows[index];
	if (row === undefined) {
		return [];
	}

	if (row.kind === 'server') {
		return [row.id];
	}

	if (row.folded) {
		return row.service.servers.map(server => serverRowId(row.id, server.id));
	}

	const ids: RowId[] = [];
	for (let next = index + 1; state.rows[next]?.kind === 'server'; next += 1) {
		const id = state.rows[next]?.id;
		ids.push(...(id === undefined ? [] : [id]));
	}

	return ids;
}

/** Marks the cursor's row, or takes the mark away, and goes on to the next row. On a service: all its servers. */
export const toggleMark: Reducer = state => {
	const ids = markable(state, state.cursor.index);
	const isOn = ids.length > 0 && ids.every(id => state.marked.has(id));
	const marked = new Set(state.marked);
	for (const id of ids) {
		if (isOn) {
			marked.delete(id);
		} else {
			marked.add(id);
		}
	}

	return {
		marked,
		...(cursorRow(state)?.kind === 'server' ? moveCursor(1)(state) : {}),
	};
};

/** Marks every server that is shown, and those that only a fold hides. */
export const markShown: Reducer = state => ({
	marked: new Set([
		...state.marked,
		...state.rows.flatMap((row, index) =>
			row.kind === 'server' || row.folded ? markable(state, index) : [],
		),
	]),
});

export const unmarkAll: Reducer = () => ({marked: new Set()});
