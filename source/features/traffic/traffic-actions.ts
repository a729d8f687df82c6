/**
 * Choosing what the Traffic view shows.
 */

import {
	type ConsoleRow,
	type RowId,
	serverIdOfRow,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {ConsoleStore, Reducer} from '../../console/state/console-store.ts';
import {cursorRow} from '../services/table-reducers.ts';
import type {TrafficRow} from './history/traffic-history.ts';
import {trafficSpans} from './history/traffic-series.ts';
import type {TrafficState} from './traffic-state.ts';

/** A row as the histories know it. */
export function trafficRow(id: RowId): TrafficRow {
	return {service: serviceOfRowId(id), server: serverIdOfRow(id)};
}

function change(part: Partial<TrafficState>): Reducer {
	return ({traffic}) => ({traffic: {...traffic, ...part}});
}

/** Goes on to the next longer or shorter time, as far as there is one. */
export function changeSpan(by: 1 | -1): Reducer {
	return state => {
		const index = trafficSpans.indexOf(state.traffic.span) + by;
		const span = trafficSpans[Math.max(0, Math.min(trafficSpans.length - 1, index))];
		return span === undefined ? {} : change({span})(state);
	};
}

/** The next graphs; where all have room the screen stays as it is. */
export const nextGraphs: Reducer = state => change({page: state.traffic.page + 1})(state);

/** Braille dots, or blocks for terminals whose fonts have none. */
export const changePlotStyle: Reducer = state =>
	change({style: state.traffic.style === 'braille' ? 'block' : 'braille'})(state);

/** Shows the traffic of a row, or of the whole director; its history is kept from now on. */
export function showTrafficOf(store: ConsoleStore, subject: RowId | null): void {
	if (subject !== null) {
		store.getState().traffic.history.watch(trafficRow(subject));
	}

	store.update(change({subject}));
}

/** Opens the Traffic view with the row that the cursor is on. */
export function openTraffic(store: ConsoleStore): void {
	const row = cursorRow(store.getState());
	if (row !== undefined) {
		showTrafficOf(store, row.id);
		store.update(() => ({view: 'traffic', overlay: null}));
	}
}

/** Where the subject stands among the director (0) and the rows of the Services view (from 1 on). */
function subjectIndex({traffic, rows}: ConsoleState): number {
	return traffic.subject === null ? 0 : rows.findIndex(({id}) => id === traffic.subject) + 1;
}

/** Goes on to the next row of the Services view; before the first of them is the whole director. */
export function moveSubject(store: ConsoleStore, by: 1 | -1): void {
	const state = store.getState();
	const index = Math.max(0, Math.min(state.rows.length, subjectIndex(state) + by));
	const row: ConsoleRow | undefined = state.rows[index - 1];
	showTrafficOf(store, row?.id ?? null);
}
