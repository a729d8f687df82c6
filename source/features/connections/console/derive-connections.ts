/**
 * Keeps the Connections view in step with what was read: which reading is shown, its rows, the cursor.
 */
import type {ConsoleStore, Reducer} from '../../../console/state/model.ts';
import type {Change} from '../../../console/state/slice.ts';
import {withRows} from '../../../console/table/list.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import type {ConnectionsState} from '../connections-watch.ts';
import type {SurveyQuestion} from '../table/survey.ts';
import {
	type ConnectionsList,
	type ConnectionsSeen,
	connections,
	connectionsQuestion,
} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';
import type {ConnectionsMode} from './connections-place.ts';
import {connectionsRows} from './connections-rows.ts';
import {sortedRows} from './connections-sort.ts';

/** Reads the connection table again and again, and pushes what it learns into the store. */
export interface ConnectionsDeps {
	/** Reads for this question from now on, and at once. */
	ask(wanted: WantedConnections): void;
	/** Reads no more: nobody looks at the view. */
	close(): void;
}

declare module '../../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly connections: ConnectionsDeps;
	}
}

/** The parts read while the view is open and nothing covers it. */
export interface WantedConnections {
	readonly question: SurveyQuestion;
	/** Milliseconds of reading; null if lvstop decides. */
	readonly budget: number | null;
}

function presentQuestion(list: ConnectionsList): SurveyQuestion {
	return connectionsQuestion(list, list.filter);
}

/** What is to be read of the connection table just now; null if nobody looks at it. */
export function wantedConnections(seen: ConnectionsSeen): WantedConnections | null {
	const {view, overlay, paused, director, own} = seen;
	return view === 'connections' && overlay === null && !paused && director.live !== null
		? {question: presentQuestion(own), budget: own.budget}
		: null;
}

/** Whether what is to be read has not been answered yet, and nothing has gone wrong. */
export function awaitsConnections(seen: ConnectionsSeen): boolean {
	const wanted = wantedConnections(seen);
	const {answered, error} = seen.own.watch;
	return (
		wanted !== null &&
		error === null &&
		JSON.stringify(answered) !== JSON.stringify(wanted.question)
	);
}

/** Asks for what is to be read now, if that has changed. */
export function attendToConnections(
	before: ConnectionsSeen,
	now: ConnectionsSeen,
	{deps}: ConsoleStore,
): void {
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

/** Whether the same has to be read for both. */
function sameWanted(one: WantedConnections | null, other: WantedConnections | null): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** What of a question decides whether its answer can be shown in a mode. Another order is better than nothing. */
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

/** Takes in what the watch tells. A reading for a place that was left does not replace one for the present place. */
export function receiveConnections(watch: ConnectionsState): Reducer {
	return connections.change(own => {
		const question = presentQuestion(own);
		const {mode} = own.place;
		const keeps = answers(own.watch, question, mode) && !answers(watch, question, mode);
		const {reading, answered} = keeps ? own.watch : watch;
		return {watch: {...watch, reading, answered}};
	});
}

/** The view with its rows. While nothing answers the question there are none, and the cursor waits where it is. */
function withReading(list: ConnectionsList, director: LiveDirector | null): ConnectionsList {
	const {watch, place, groupSort, filter} = list;
	const shown = answers(watch, presentQuestion(list), place.mode) ? watch.reading : null;
	if (shown === null) {
		return {...list, shown, rows: []};
	}

	const rows = connectionsRows(shown, {place, filter}, director);
	return withRows({...list, shown}, sortedRows(rows, groupSort));
}

/** The rows are made anew only while the view is open, and only if something has changed that they are made from. */
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

/** Lines that say what the table is, how many entries it has, and how much of it was seen. */
const titleLines = 3;

/** Of a low screen the notices take two lines, of a higher one three. */
const highScreen = 30;

/** How many notices stand above the rows. */
export function noticesShown({own, size}: Pick<ConnectionsSeen, 'own' | 'size'>): number {
	return Math.min(connectionsNotices(own).length, size.rows < highScreen ? 2 : 3);
}

/** Lines of the view above the titles of its columns. */
export function headHeight(seen: ConnectionsSeen): number {
	return titleLines + noticesShown(seen);
}
