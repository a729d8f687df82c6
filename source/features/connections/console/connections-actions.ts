/**
 * Going about in the Connections view: modes, groups, the way in and the way back.
 */

import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {ConsoleStore, Reducer} from '../../../console/state/console-store.ts';
import {listRow} from '../../../console/table/list.ts';
import {cursorRow} from '../../services/table-reducers.ts';
import type {ConnectionScope} from '../table/scope.ts';
import {
	type BadStanding,
	type Beginning,
	type ConnectionsList,
	type ConnectionsMode,
	type ConnectionsPlace,
	type ConnectionsStep,
	connectionsModes,
	nextPrefix,
	wholeBeginning,
	wholePlace,
} from './connections-list.ts';
import {nextConnectionsSort, reversedConnectionsSort} from './connections-sort.ts';

const firstRow = {cursor: {id: null, index: 0}, top: 0} as const;

function change(how: (list: ConnectionsList) => Partial<ConnectionsList>): Reducer {
	return ({connections}) => ({connections: {...connections, ...how(connections)}});
}

function changePlace(how: (place: ConnectionsPlace) => Partial<ConnectionsPlace>): Reducer {
	return change(({place}) => ({place: {...place, ...how(place)}}));
}

/** Shows single connections, or groups of them. */
export function showConnectionsBy(mode: ConnectionsMode): Reducer {
	return change(({place}) => ({place: {...place, mode}, ...firstRow}));
}

/** The mode so many further on; after the last comes the first. */
export function nextConnectionsMode(by: 1 | -1): Reducer {
	return state => {
		const count = connectionsModes.length;
		const index = connectionsModes.indexOf(state.connections.place.mode);
		const mode = connectionsModes[(index + by + count) % count];
		return mode === undefined ? {} : showConnectionsBy(mode)(state);
	};
}

/** Lists templates instead of connections, or connections again. */
export const toggleTemplates: Reducer = changePlace(({list}) => ({
	list: list === 'connections' ? 'templates' : 'connections',
}));

const nextStanding: Readonly<Record<BadStanding, BadStanding | null>> = {
	orphan: 'weight-zero',
	'weight-zero': null,
};

/** Only those whose server is configured no more, then those whose server has weight 0, then all. */
export const changeStanding: Reducer = changePlace(({standing}) => ({
	standing: standing === null ? 'orphan' : nextStanding[standing],
}));

/** Groups clients by larger networks; after the largest come single clients. */
export const changeClientPrefix: Reducer = change(({place, clientPrefix}) =>
	place.mode === 'client'
		? {clientPrefix: nextPrefix(clientPrefix)}
		: {place: {...place, mode: 'client'}, ...firstRow},
);

export function moveConnectionsSort(by: 1 | -1): Reducer {
	return change(list => nextConnectionsSort(list, by));
}

export const reverseConnectionsSort: Reducer = change(reversedConnectionsSort);

/** Sets how long one reading may take, milliseconds. */
export function setBudget(budget: number): Reducer {
	return change(() => ({budget}));
}

function stepOf(
	{place, filter, cursor, top, watch}: ConnectionsList,
	begun: Beginning,
): ConnectionsStep {
	return {place, filter, cursor, top, begun, watch: {...watch, progress: null, error: null}};
}

/** Opens what the cursor is on: the connections of a group, or everything that is known of a connection. */
export function openConnectionsRow(store: ConsoleStore): void {
	const row = listRow(store.getState().connections);
	if (row?.kind === 'connection') {
		const {connection} = row;
		store.update(() => ({overlay: {kind: 'connection', connection, scroll: 0}}));
	} else if (row?.kind === 'group') {
		store.update(
			change(list => ({
				place: {...list.place, mode: 'table', scopes: [...list.place.scopes, row.key]},
				back: [...list.back, stepOf(list, {filter: list.filter, standing: list.place.standing})],
				...firstRow,
			})),
		);
	}
}

/** What the cursor's row is to the connection table, in the Services view and in the Servers view; null where there is no row. */
export function scopeOfRow(state: ConsoleState): ConnectionScope | null {
	if (state.view === 'servers') {
		const machine = listRow(state.servers);
		return machine === undefined ? null : {by: 'machine', address: machine.id};
	}

	const row = cursorRow(state);
	if (row === undefined) {
		return null;
	}

	const service = row.service.id;
	return row.kind === 'service'
		? {by: 'service', service}
		: {by: 'server', server: row.server.id, service};
}

/** Opens the view with the connections of one service or server only; Esc shows what the view showed before any group. */
export function openConnectionsOf(scope: ConnectionScope): Reducer {
	return ({connections}) => ({
		view: 'connections',
		overlay: null,
		connections: {
			...connections,
			place: {...wholePlace, scopes: [scope]},
			filter: '',
			back: [
				{...stepOf(connections, wholeBeginning), ...connections.back[0], begun: wholeBeginning},
			],
			...firstRow,
		},
	});
}

/** The way back: first the filter that was set here goes, then the standing, then the group. */
function oneStepBack(list: ConnectionsList): Partial<ConnectionsList> | null {
	const {place, filter, back} = list;
	const step = back.at(-1);
	const begun = step?.begun ?? wholeBeginning;
	if (filter !== begun.filter) {
		return {filter: begun.filter};
	}

	if (place.standing !== begun.standing) {
		return {place: {...place, standing: begun.standing}};
	}

	if (step === undefined) {
		return null;
	}

	const {begun: _, ...there} = step;
	return {...there, back: back.slice(0, -1)};
}

/** Why there is no way back; null where there is one. */
export function connectionsBackRefused({connections}: ConsoleState): string | null {
	return oneStepBack(connections) === null ? 'this is the whole table already' : null;
}

/** `Esc`: one step back. */
export const leaveConnections: Reducer = change(list => oneStepBack(list) ?? {});

/** Opens all notices in full. */
export function openNotices(store: ConsoleStore): void {
	store.update(() => ({overlay: {kind: 'notices', scroll: 0}}));
}
