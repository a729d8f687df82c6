/**
 * The Connections view: what of the connection table it looks at, how, and what was read of it.
 */

import {defineSlice, type Seen} from '../../../console/state/slice.ts';
import {emptyList, type List} from '../../../console/table/list.ts';
import type {ConnectionSort} from '../connection-columns.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import type {ConnectionsState} from '../connections-watch.ts';
import type {NoAnswer} from '../no-answer.ts';
import {type ClientPrefix, clientPrefixes, singleClients} from '../table/client-prefix.ts';
import type {ConnectionScope} from '../table/scope.ts';
import type {SurveyQuestion} from '../table/survey.ts';
import {type BadStatus, type ConnectionsPlace, wholePlace} from './connections-place.ts';
import type {ConnectionsRow} from './connections-rows.ts';
import type {GroupSort} from './group-columns.ts';

/** A place that was left for one within it, as it was. */
export interface ConnectionsStep {
	readonly place: ConnectionsPlace;
	readonly filter: string;
	readonly cursor: List['cursor'];
	readonly top: number;
	/** What was read there, so that it is there again at once. */
	readonly watch: ConnectionsState;
	/** What the place within it began with. */
	readonly begun: Beginning;
}

/** What holds in a place when it is entered; whatever else is set there, one step back takes away. */
export interface Beginning {
	readonly filter: string;
	readonly status: BadStatus | null;
}

export interface ConnectionsList extends List<ConnectionsRow> {
	readonly place: ConnectionsPlace;
	/** The places that Esc goes back to, the last one first to come. */
	readonly back: readonly ConnectionsStep[];
	readonly clientPrefix: ClientPrefix;
	/** The order of single connections; null is the kernel's, which is none. */
	readonly sort: ConnectionSort | null;
	readonly groupSort: GroupSort;
	/** Milliseconds that one reading may take; null if lvstop decides. */
	readonly budget: number | null;
	/** What the watch of the table last told; its reading may answer the question of a place that was left. */
	readonly watch: ConnectionsState;
	/** The reading that the rows are made of; null while none answers the present question. */
	readonly shown: ConnectionsReading | null;
}

/** Without a filter, whatever the servers are. */
export const wholeBeginning: Beginning = {filter: '', status: null};

/** Before anything was read. */
export const nothingRead: ConnectionsState = {
	reading: null,
	answered: null,
	progress: null,
	error: null,
};

/** The state of a director besides the view. */
export interface ConnectionsKept {
	/** Found by looks at the table now and then. */
	readonly noAnswers: readonly NoAnswer[];
}

export type ConnectionsSeen = Seen<ConnectionsList, ConnectionsKept>;

export const emptyConnections: ConnectionsList = {
	...emptyList,
	place: wholePlace,
	back: [],
	clientPrefix: singleClients,
	sort: null,
	groupSort: {column: 'count', descending: true},
	budget: null,
	watch: nothingRead,
	shown: null,
};

export const connections = defineSlice<ConnectionsList, ConnectionsKept>(
	'connections',
	emptyConnections,
	() => ({noAnswers: []}),
);

/** Rows and groups of each kind that are asked for at most: more than anybody scrolls through. */
const mostRows = 1000;

/** What groups and standing leave of the table; null if it is everything. */
function scopeOf({scopes, status}: ConnectionsPlace): ConnectionScope | null {
	const all: readonly ConnectionScope[] =
		status === null ? scopes : [...scopes, {by: 'status', status}];
	const [only, ...others] = all;
	return only === undefined || others.length === 0 ? (only ?? null) : {by: 'all-of', scopes: all};
}

/** The question that the view asks with this filter. */
export function connectionsQuestion(
	{place, clientPrefix, sort}: ConnectionsList,
	filter: string,
): SurveyQuestion {
	return {
		clientPrefix,
		filter,
		scope: scopeOf(place),
		list: place.list,
		sort,
		rowLimit: mostRows,
		groupLimit: mostRows,
	};
}

/** The next choice of networks that clients are grouped by; after the largest come single clients. */
export function nextPrefix(prefix: ClientPrefix): ClientPrefix {
	const index = clientPrefixes.findIndex(({ipv4}) => ipv4 === prefix.ipv4);
	return clientPrefixes[(index + 1) % clientPrefixes.length] ?? singleClients;
}
