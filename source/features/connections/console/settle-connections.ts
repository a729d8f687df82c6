/**
 * Keeps the Connections view in step with what was read: which reading is shown, its rows, the cursor.
 */

import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {Reducer} from '../../../console/state/console-store.ts';
import {withRows} from '../../../console/table/list.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import type {ConnectionsState} from '../connections-watch.ts';
import type {SurveyQuestion} from '../table/survey.ts';
import type {ConnectionsList, ConnectionsMode} from './connections-list.ts';
import {connectionsQuestion} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';
import {connectionsRows} from './connections-rows.ts';
import {sortedRows} from './connections-sort.ts';

/** What is read while the view is open and nothing covers it. */
export interface WantedConnections {
	readonly question: SurveyQuestion;
	/** Milliseconds of reading; null where lvstop decides. */
	readonly budget: number | null;
}

/** The filter that counts: one that is being typed counts at its end, because each question costs a reading. */
function presentFilter({connections, prompt}: ConsoleState): string {
	return prompt?.kind === 'filter' ? prompt.before.filter : connections.filter;
}

function presentQuestion(state: ConsoleState): SurveyQuestion {
	return connectionsQuestion(state.connections, presentFilter(state));
}

/** What is to be read of the connection table just now; null where nobody looks at it. */
export function wantedConnections(state: ConsoleState): WantedConnections | null {
	const {view, overlay, paused, poll, connections} = state;
	return view === 'connections' && overlay === null && !paused && poll.director !== null
		? {question: presentQuestion(state), budget: connections.budget}
		: null;
}

/** Whether what is to be read has not been answered yet, and nothing has gone wrong. */
export function awaitsConnections(state: ConsoleState): boolean {
	const wanted = wantedConnections(state);
	const {answered, error} = state.connections.watch;
	return (
		wanted !== null &&
		error === null &&
		JSON.stringify(answered) !== JSON.stringify(wanted.question)
	);
}

/** Whether the same has to be read for both. */
export function sameWanted(
	one: WantedConnections | null,
	other: WantedConnections | null,
): boolean {
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
	return state => {
		const {connections} = state;
		const question = presentQuestion(state);
		const {mode} = connections.place;
		const keeps = answers(connections.watch, question, mode) && !answers(watch, question, mode);
		const {reading, answered} = keeps ? connections.watch : watch;
		return {connections: {...connections, watch: {...watch, reading, answered}}};
	};
}

/** The view with its rows. While nothing answers the question there are none, and the cursor waits where it is. */
function settled(
	list: ConnectionsList,
	question: SurveyQuestion,
	director: LiveDirector | null,
): ConnectionsList {
	const {watch, place, groupSort} = list;
	const shown = answers(watch, question, place.mode) ? watch.reading : null;
	if (shown === null) {
		return {...list, shown, rows: []};
	}

	const rows = connectionsRows(shown, {place, filter: question.filter}, director);
	return withRows({...list, shown}, sortedRows(rows, groupSort));
}

/** The state with the rows of the open Connections view; they are made anew only where they must be. */
export function settleConnections(before: ConsoleState, after: ConsoleState): ConsoleState {
	const [old, now] = [before.connections, after.connections];
	const isSame =
		before.view === after.view &&
		before.poll.director === after.poll.director &&
		presentFilter(before) === presentFilter(after) &&
		old.watch.reading === now.watch.reading &&
		old.watch.answered === now.watch.answered &&
		old.place === now.place &&
		old.clientPrefix === now.clientPrefix &&
		old.groupSort === now.groupSort;
	return after.view !== 'connections' || isSame
		? after
		: {...after, connections: settled(now, presentQuestion(after), after.poll.director)};
}

/** Lines that say what the table is, how many entries it has, and how much of it was seen. */
const titleLines = 3;

/** Of a low screen the notices take two lines, of a higher one three. */
const highScreen = 30;

/** How many notices stand above the rows. */
export function noticesShown({connections, size}: ConsoleState): number {
	return Math.min(connectionsNotices(connections).length, size.rows < highScreen ? 2 : 3);
}

/** Lines of the open view above the titles of its columns. */
export function headHeight(state: ConsoleState): number {
	return state.view === 'connections' ? titleLines + noticesShown(state) : 0;
}
