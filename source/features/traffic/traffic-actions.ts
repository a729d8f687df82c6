/**
 * Choosing what the Traffic view shows.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {ConsoleStore, Reducer} from '../../console/state/model.ts';
import {openView} from '../../console/state/view.ts';
import {rowIds} from '../services/index.ts';
import {trafficSpans} from './history/traffic-series.ts';
import {type TrafficState, traffic, watchRow} from './traffic-state.ts';

function change(part: Partial<TrafficState>): Reducer {
	return traffic.change(() => part);
}

/** Goes on to the next longer or shorter time, as far as there is one. */
export function changeSpan(by: 1 | -1): Reducer {
	return traffic.change(own => {
		const index = trafficSpans.indexOf(own.span) + by;
		const span = trafficSpans[Math.max(0, Math.min(trafficSpans.length - 1, index))];
		return span === undefined ? {} : {span};
	});
}

/** The next graphs; if all have room the screen stays as it is. */
export const nextGraphs: Reducer = traffic.change(({page}) => ({page: page + 1}));

/** Braille dots, or blocks for terminals whose fonts have none. */
export const changePlotStyle: Reducer = traffic.change(({style}) => ({
	style: style === 'braille' ? 'block' : 'braille',
}));

/** Shows the traffic of a row, or of the whole director; its history is kept from now on. */
export function showTrafficOf(store: ConsoleStore, subject: RowId | null): void {
	if (subject !== null) {
		watchRow(store.getState().director, subject);
	}

	store.update(change({subject}));
}

/** Opens the Traffic view with the row that the cursor is on. */
export function openTraffic(store: ConsoleStore): void {
	const {row} = store.getState().selection;
	if (row !== null) {
		showTrafficOf(store, row.id);
		store.update(openView('traffic'));
	}
}

/** Goes on to the next row of the Services view; before the first of them is the whole director. */
export function moveSubject(store: ConsoleStore, by: 1 | -1): void {
	const state = store.getState();
	const {subject} = traffic.see(state).own;
	const rows = rowIds(state);
	const present = subject === null ? 0 : rows.indexOf(subject) + 1;
	const index = Math.max(0, Math.min(rows.length, present + by));
	showTrafficOf(store, rows[index - 1] ?? null);
}
