/**
 * Chooses what the Traffic view shows.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {ConsoleStore, Reducer} from '../../console/state/model.ts';
import {openView} from '../../console/state/view.ts';
import {rowIds} from '../services/index.ts';
import {trafficSpans} from './history/traffic-series.ts';
import {shownSpan, type TrafficState, traffic, watchRow} from './traffic-state.ts';

function change(part: Partial<TrafficState>): Reducer {
	return traffic.change(() => part);
}

/** Selects the next longer or shorter time, if there is one. */
export function changeSpan(by: 1 | -1): Reducer {
	return traffic.reduce(seen => {
		const index = trafficSpans.indexOf(shownSpan(seen)) + by;
		const span = trafficSpans[Math.max(0, Math.min(trafficSpans.length - 1, index))];
		return span === undefined ? {} : {own: {span}};
	});
}

/** Shows the next graphs; no change if all fit. */
export const nextGraphs: Reducer = traffic.change(({page}) => ({page: page + 1}));

/** Switches between braille dots and blocks, for fonts without braille. */
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

/** Opens the Traffic view with the row at the cursor. */
export function openTraffic(store: ConsoleStore): void {
	const {row} = store.getState().selection;
	if (row !== null) {
		showTrafficOf(store, row.id);
		store.update(openView('traffic'));
	}
}

/** Shows the next or previous row of the Services view; the whole director comes before the first. */
export function moveSubject(store: ConsoleStore, by: 1 | -1): void {
	const state = store.getState();
	const {subject} = traffic.see(state).own;
	const rows = rowIds(state);
	const present = subject === null ? 0 : rows.indexOf(subject) + 1;
	const index = Math.max(0, Math.min(rows.length, present + by));
	showTrafficOf(store, rows[index - 1] ?? null);
}
