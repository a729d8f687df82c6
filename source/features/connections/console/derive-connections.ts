/**
 * Keeps the Connections view up to date with the readings: which reading is shown, its rows, the cursor.
 */
import type {ConsoleStore, Reducer} from '../../../console/state/model.ts';
import type {Change} from '../../../console/state/slice.ts';
import {withRows} from '../../../console/table/list.ts';
import {widened} from '../../../console/table/measure.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import type {IpAddress} from '../../../ipvs/address.ts';
import {networkText} from '../../../ipvs/network.ts';
import {namesOf} from '../../names/index.ts';
import {connectionWidths} from '../connection-columns.ts';
import type {ConnectionsState} from '../connections-watch.ts';
import {namedIn} from '../named-addresses.ts';
import type {SurveyQuestion} from '../table/survey.ts';
import {
	type ConnectionsList,
	type ConnectionsSeen,
	connections,
	connectionsQuestion,
} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';
import type {ConnectionsMode} from './connections-place.ts';
import {type ConnectionsRow, connectionsRows} from './connections-rows.ts';
import {groupsOf, sortedRows} from './connections-sort.ts';
import {groupWidths} from './group-columns.ts';

/** Reads the connection table again and again and puts the results into the store. */
export interface ConnectionsDeps {
	/** Reads for this question now and from now on. */
	ask(wanted: WantedConnections): void;
	/** Stops reading, because nobody looks at the view. */
	close(): void;
}

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly connections: ConnectionsDeps;
	}
}

/** The reading that is needed while the view is open and not covered. */
export interface WantedConnections {
	readonly question: SurveyQuestion;
	/** The time budget of one reading, milliseconds; null for the default. */
	readonly budget: number | null;
}

function presentQuestion(list: ConnectionsList): SurveyQuestion {
	return connectionsQuestion(list, list.filter);
}

/** The reading of the connection table that is needed now; null if nobody looks at it. */
export function wantedConnections(seen: ConnectionsSeen): WantedConnections | null {
	const {view, overlay, paused, director, own} = seen;
	return view === 'connections' && overlay === null && !paused && director.live !== null
		? {
				question: {...presentQuestion(own), ...namedIn(own.filter, namesOf(director))},
				budget: own.budget,
			}
		: null;
}

/** Whether the current question is still unanswered, and nothing went wrong. */
export function awaitsConnections(seen: ConnectionsSeen): boolean {
	const wanted = wantedConnections(seen);
	const {answered, error} = seen.own.watch;
	return (
		wanted !== null &&
		error === null &&
		JSON.stringify(answered) !== JSON.stringify(wanted.question)
	);
}

/** The addresses of the rows from the first visible one on; names are looked up for no others. */
function* shownAddresses({own: {rows, top}, size}: ConnectionsSeen): Generator<IpAddress> {
	for (const row of rows.slice(top, top + size.rows)) {
		if (row.kind === 'connection') {
			const {client, virtual, server, fwmark} = row.connection;
			yield* [client.address, server.address, ...(fwmark === null ? [virtual.address] : [])];
		} else if (row.key.by === 'client' && networkText(row.key) === row.key.address) {
			yield row.key.address;
		}
	}
}

/** Starts or stops reading if what is wanted has changed. */
export function attendToConnections(
	before: ConnectionsSeen,
	now: ConnectionsSeen,
	{deps}: ConsoleStore,
): void {
	if (now.view === 'connections' && now.own.shown !== before.own.shown) {
		deps.names.want(shownAddresses(now));
	}

	const wanted = wantedConnections(now);
	if (sameWanted(wanted, wantedConnections(before))) {
		return;
	}

	if (wanted === null) {
		deps.connections.close();
	} else {
		deps.connections.ask(wanted);
	}
}

/** Whether both need the same reading. */
function sameWanted(one: WantedConnections | null, other: WantedConnections | null): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * The part of a question that decides whether its answer can be shown in a mode. A different order is acceptable until
 * the new reading arrives.
 */
function essence(
	{clientPrefix, filter, scope, list}: SurveyQuestion,
	mode: ConnectionsMode,
): string {
	return JSON.stringify([
		filter,
		scope,
		mode === 'client' ? clientPrefix : null,
		mode === 'table' ? list : null,
	]);
}

function answers(
	{answered}: ConnectionsState,
	question: SurveyQuestion,
	mode: ConnectionsMode,
): boolean {
	return answered !== null && essence(answered, mode) === essence(question, mode);
}

/** Stores the state of the watch. A reading for a place that was left does not replace one for the current place. */
export function receiveConnections(watch: ConnectionsState): Reducer {
	return connections.change(own => {
		const question = presentQuestion(own);
		const {mode} = own.place;
		const keeps = answers(own.watch, question, mode) && !answers(watch, question, mode);
		const {reading, answered} = keeps ? own.watch : watch;
		return {watch: {...watch, reading, answered}};
	});
}

/** The widths with those of new rows. At another place they begin anew. */
function grownWidths(
	{place, widths}: ConnectionsList,
	rows: readonly ConnectionsRow[],
	director: LiveDirector | null,
): ConnectionsList['widths'] {
	const of =
		place.mode === 'table'
			? connectionWidths(
					rows.filter(row => row.kind === 'connection'),
					director?.services.some(({key}) => key.family === 'ipv6') ?? false,
				)
			: groupWidths(groupsOf(rows));
	return {place, of: widths.place === place ? widened(widths.of, of) : of};
}

/** The view with its rows. While nothing answers the question there are none, and the cursor stays where it is. */
function withReading(list: ConnectionsList, director: LiveDirector | null): ConnectionsList {
	const {watch, place, groupSort, filter} = list;
	const shown = answers(watch, presentQuestion(list), place.mode) ? watch.reading : null;
	if (shown === null) {
		return {...list, shown, rows: []};
	}

	const rows = connectionsRows(shown, {place, filter}, director);
	return withRows(
		{...list, shown, widths: grownWidths(list, rows, director)},
		sortedRows(rows, groupSort),
	);
}

/** Makes the rows anew, but only while the view is open and something they depend on has changed. */
export function deriveConnections(
	before: ConnectionsSeen,
	now: ConnectionsSeen,
): Change<ConnectionsList> | null {
	const [old, own] = [before.own, now.own];
	const isSame =
		before.view === now.view &&
		before.director.live === now.director.live &&
		old.filter === own.filter &&
		old.watch.reading === own.watch.reading &&
		old.watch.answered === own.watch.answered &&
		old.place === own.place &&
		old.clientPrefix === own.clientPrefix &&
		old.groupSort === own.groupSort;
	return now.view !== 'connections' || isSame ? null : {own: withReading(own, now.director.live)};
}

/** The fixed lines of the head: place, number of entries, how much of the table was seen. */
const titleLines = 3;

/** From this screen height on the notices may take three lines; below it two. */
const highScreen = 30;

/** The number of notice lines above the rows. */
export function noticesShown({own, size}: Pick<ConnectionsSeen, 'own' | 'size'>): number {
	return Math.min(connectionsNotices(own).length, size.rows < highScreen ? 2 : 3);
}

/** Lines of the view above its column titles. */
export function headHeight(seen: ConnectionsSeen): number {
	return titleLines + noticesShown(seen);
}
