/**
 * Navigation in the Connections view: modes, groups, opening and going back.
 */
import type {CommandContext, ConsoleStore, Frame, Reducer} from '../../../console/state/model.ts';
import {askValue, type Typed} from '../../../console/state/prompt.ts';
import {openOverlay} from '../../../console/state/screen-actions.ts';
import {typedSeconds} from '../../../console/state/typed-values.ts';
import {stepBack} from '../../../console/state/view.ts';
import {listRow} from '../../../console/table/list.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import type {ConnectionScope} from '../table/scope.ts';
import {connectionText, noticesText} from './connection-text.ts';
import {
	type Beginning,
	type ConnectionsList,
	type ConnectionsStep,
	connections,
	nextPrefix,
	wholeBeginning,
} from './connections-list.ts';
import {
	type BadStatus,
	type ConnectionsMode,
	type ConnectionsPlace,
	connectionsModes,
	wholePlace,
} from './connections-place.ts';
import {
	connectionsSortNamed,
	nextConnectionsSort,
	reversedConnectionsSort,
} from './connections-sort.ts';

const firstRow = {cursor: {id: null, index: 0}, top: 0} as const;

function change(how: (list: ConnectionsList) => Partial<ConnectionsList>): Reducer {
	return connections.change(how);
}

function changePlace(how: (place: ConnectionsPlace) => Partial<ConnectionsPlace>): Reducer {
	return change(({place}) => ({place: {...place, ...how(place)}}));
}

/** Shows single connections, or groups of them. */
export function showConnectionsBy(mode: ConnectionsMode): Reducer {
	return change(({place}) => ({place: {...place, mode}, ...firstRow}));
}

/** Switches to the next or previous mode; after the last comes the first. */
export function nextConnectionsMode(by: 1 | -1): Reducer {
	return state => {
		const count = connectionsModes.length;
		const index = connectionsModes.indexOf(connections.see(state).own.place.mode);
		const mode = connectionsModes[(index + by + count) % count];
		return mode === undefined ? {} : showConnectionsBy(mode)(state);
	};
}

/** Lists templates instead of connections, or connections again. */
export const toggleTemplates: Reducer = changePlace(({list}) => ({
	list: list === 'connections' ? 'templates' : 'connections',
}));

const nextStatus: Readonly<Record<BadStatus, BadStatus | null>> = {
	orphan: 'weight-zero',
	'weight-zero': null,
};

/** Cycles through: only orphaned connections, only those to servers of weight 0, all. */
export const changeStatus: Reducer = changePlace(({status}) => ({
	status: status === null ? 'orphan' : nextStatus[status],
}));

/** Groups clients by larger networks; after the largest come single clients. */
export const changeClientPrefix: Reducer = change(({place, clientPrefix}) =>
	place.mode === 'client'
		? {clientPrefix: nextPrefix(clientPrefix)}
		: {place: {...place, mode: 'client'}, ...firstRow},
);

/** Sorts by the next column, or the previous one. */
export function moveConnectionsSort(by: 1 | -1): Reducer {
	return change(list => nextConnectionsSort(list, by));
}

/** Sorts by a column as named for `--sort`. */
export function sortConnectionsBy(text: string): Reducer {
	return change(list => connectionsSortNamed(list, text));
}

export const reverseConnectionsSort: Reducer = change(reversedConnectionsSort);

/** The bounds of the time budget of one reading, milliseconds. */
export const shortestBudget = 100;
export const longestBudget = 60_000;

/** Parses a time budget typed in seconds; the value is in milliseconds. */
export function typedBudget(text: string): Typed<number> {
	return typedSeconds(text, shortestBudget, longestBudget);
}

/** Sets the time budget of one reading as typed. Returns what is wrong with the text; null if nothing is. */
export function takeBudget({store}: CommandContext, text: string): string | null {
	const {value: budget, error} = typedBudget(text);
	if (budget === undefined) {
		return error ?? 'enter a number of seconds';
	}

	store.update(change(() => ({budget})));
	return null;
}

/** Asks for the time budget of one reading, in seconds. */
export const askBudget: Reducer = askValue(
	{
		name: 'budget',
		question(state) {
			const {budget} = connections.see(state).own;
			return ` seconds for one reading${budget === null ? '' : ` (now ${budget / 1000})`}: `;
		},
		parse: typedBudget,
	},
	{take: (store, budget) => store.update(change(() => ({budget})))},
);

function stepOf(
	{place, filter, cursor, top, watch}: ConnectionsList,
	begun: Beginning,
): ConnectionsStep {
	return {place, filter, cursor, top, begun, watch: {...watch, progress: null, error: null}};
}

/** Opens the row at the cursor: the connections of a group, or all facts about one connection. */
export function openConnectionsRow(store: ConsoleStore): void {
	const row = listRow(connections.see(store.getState()).own);
	if (row?.kind === 'connection') {
		const {connection} = row;
		const kind = connection.template ? 'Template' : 'Connection';
		store.update(
			openOverlay({
				place: 'connection',
				text: state => ({
					title: `${kind} of ${formatEndpoint(connection.client)}`,
					lines: connectionText(connection, state),
				}),
			}),
		);
	} else if (row?.kind === 'group') {
		store.update(
			change(list => ({
				place: {...list.place, mode: 'table', scopes: [...list.place.scopes, row.key]},
				back: [...list.back, stepOf(list, {filter: list.filter, status: list.place.status})],
				...firstRow,
			})),
		);
	}
}

/** The connections of whatever the open view has selected; null if nothing is selected. */
export function scopeOfSelection({selection}: Frame): ConnectionScope | null {
	const {row, address} = selection;
	if (row === null) {
		return address === null ? null : {by: 'real-server', address};
	}

	const service = row.service.id;
	return row.kind === 'service'
		? {by: 'service', service}
		: {by: 'server', server: row.server.id, service};
}

/**
 * Opens the view with only the connections of one service or server. Esc goes back to what the view showed before any
 * group was opened.
 */
export function openConnectionsOf(scope: ConnectionScope): Reducer {
	return connections.reduce(({own}) => ({
		view: 'connections',
		overlay: null,
		own: {
			place: {...wholePlace, scopes: [scope]},
			filter: '',
			back: [{...stepOf(own, wholeBeginning), ...own.back[0], begun: wholeBeginning}],
			...firstRow,
		},
	}));
}

/** One step back: first clears the filter that was set here, then the status, then leaves the group. */
function oneStepBack(list: ConnectionsList): Partial<ConnectionsList> | null {
	const {place, filter, back} = list;
	const step = back.at(-1);
	const begun = step?.begun ?? wholeBeginning;
	if (filter !== begun.filter) {
		return {filter: begun.filter};
	}

	if (place.status !== begun.status) {
		return {place: {...place, status: begun.status}};
	}

	if (step === undefined) {
		return null;
	}

	const {begun: _, ...there} = step;
	return {...there, back: back.slice(0, -1)};
}

/** Goes back one step (`Esc`); from the whole table to the Services view, as in every other view. */
export const leaveConnections: Reducer = state => {
	const back = oneStepBack(connections.see(state).own);
	return back === null ? stepBack(state) : change(() => back)(state);
};

/** Opens all notices in full. */
export const openNotices: Reducer = openOverlay({
	place: 'notices',
	text: state => ({
		title: 'Notices about the connections',
		lines: noticesText(connections.see(state)),
	}),
});
