/**
 * The state of the Connections view: the part of the table it shows, how, and what was read.
 */

import {defineSlice, type Seen} from '../../../console/state/slice.ts';
import {emptyList, type List} from '../../../console/table/list.ts';
import type {Widths} from '../../../console/table/measure.ts';
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

/** A place that was left to open one within it. */
export interface ConnectionsStep {
	readonly place: ConnectionsPlace;
	readonly filter: string;
	readonly cursor: List['cursor'];
	readonly top: number;
	/** The data read there, so that it can be shown at once after going back. */
	readonly watch: ConnectionsState;
	/** The filter and status with which the inner place was entered. */
	readonly begun: Beginning;
}

/** The filter and status of a place when it is entered. One step back clears any other filter or status. */
export interface Beginning {
	readonly filter: string;
	readonly status: BadStatus | null;
}

export interface ConnectionsList extends List<ConnectionsRow> {
	readonly place: ConnectionsPlace;
	/** The places that Esc returns to, the nearest last. */
	readonly back: readonly ConnectionsStep[];
	readonly clientPrefix: ClientPrefix;
	/** The order of single connections; null for the kernel's, which is arbitrary. */
	readonly sort: ConnectionSort | null;
	readonly groupSort: GroupSort;
	/** The time budget of one reading, milliseconds; null for the default. */
	readonly budget: number | null;
	/** The latest state of the watch. Its reading may still answer the question of a place that was left. */
	readonly watch: ConnectionsState;
	/** The reading that the rows come from; null while none answers the current question. */
	readonly shown: ConnectionsReading | null;
	/** The widths that the columns have had at this place: they only grow, so that no figure moves. */
	readonly widths: {readonly place: ConnectionsPlace | null; readonly of: Widths};
}

/** No filter and no status. */
export const wholeBeginning: Beginning = {filter: '', status: null};

/** The state of the watch before the first reading. */
export const nothingRead: ConnectionsState = {
	reading: null,
	answered: null,
	progress: null,
	error: null,
};

/** The feature's data about a director, apart from the view. */
export interface ConnectionsKept {
	/** Servers that do not answer, found by looking at the table from time to time. */
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
	widths: {place: null, of: {}},
};

export const connections = defineSlice<ConnectionsList, ConnectionsKept>(
	'connections',
	emptyConnections,
	() => ({noAnswers: []}),
);

/** The most rows, and groups of each kind, to ask for: more than anybody scrolls through. */
const mostRows = 1000;

/** The part of the table that the groups and the status select; null for all of it. */
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

/** The next choice of client networks; after the largest come single clients. */
export function nextPrefix(prefix: ClientPrefix): ClientPrefix {
	const index = clientPrefixes.findIndex(({ipv4}) => ipv4 === prefix.ipv4);
	return clientPrefixes[(index + 1) % clientPrefixes.length] ?? singleClients;
}
