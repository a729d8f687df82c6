/**
 * Chooses what the Traffic view shows.
 */
import {
	type RowId,
	serverIdOfRow,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import type {ConsoleState, ConsoleStore, Reducer} from '../../console/state/model.ts';
import {openView} from '../../console/state/view.ts';
import type {ServerId} from '../../ipvs/server.ts';
import {rowIds, serversInOrder} from '../services/index.ts';
import {comparisonPlace, shownRows} from './comparison.ts';
import {trafficSpans} from './history/traffic-series.ts';
import {comparedService, shownSpan, type TrafficState, traffic, watchRow} from './traffic-state.ts';

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

/** Shows the next graphs, no change if all fit; the next figure if servers are compared. */
export const nextGraphs: Reducer = traffic.reduce(seen => ({
	own: comparedService(seen) === null ? {page: seen.own.page + 1} : {figure: seen.own.figure + 1},
}));

/** Switches between braille dots and blocks, for fonts without braille. */
export const changePlotStyle: Reducer = traffic.change(({style}) => ({
	style: style === 'braille' ? 'block' : 'braille',
}));

/** The order of the servers to compare: it stays for as long as their service is the chosen one. */
function orderFor(state: ConsoleState, {comparing, subject}: Choice): readonly ServerId[] {
	const {own, director} = traffic.see(state);
	if (!comparing || subject === null) {
		return [];
	}

	const service = serviceOfRowId(subject);
	if (comparedService({own}) === service) {
		return own.compared;
	}

	const live = director.live?.services.find(({id}) => id === service);
	return live === undefined ? [] : serversInOrder(state, live);
}

/** What is shown. */
type Choice = Pick<TrafficState, 'comparing' | 'subject'>;

/** Shows something; the histories of all rows that can be seen are kept from now on. */
function show(store: ConsoleStore, choice: Choice): void {
	const state = store.getState();
	const {director} = state;
	const compared = orderFor(state, choice);
	store.update(change({...choice, compared}));
	for (const row of shownRows(traffic.see(store.getState()))) {
		watchRow(director, row);
	}
}

/** Shows the traffic of a row, or of the whole director. */
export function showTrafficOf(store: ConsoleStore, subject: RowId | null): void {
	show(store, {comparing: traffic.see(store.getState()).own.comparing, subject});
}

/** Compares the servers of the chosen service, or shows its graphs again. */
export function toggleComparison(store: ConsoleStore): void {
	const {comparing, subject} = traffic.see(store.getState()).own;
	show(store, {comparing: !comparing, subject});
}

/** Opens the Traffic view with the row at the cursor. */
export function openTraffic(store: ConsoleStore): void {
	const {row} = store.getState().selection;
	if (row !== null) {
		showTrafficOf(store, row.id);
		store.update(openView('traffic'));
	}
}

/** The rows to go through: those of the Services view. Of a comparison: the services, and all servers compared. */
function subjects(state: ConsoleState): readonly RowId[] {
	const seen = traffic.see(state);
	const service = comparedService(seen);
	if (service === null) {
		return rowIds(state);
	}

	const servers = seen.own.compared.map(server => serverRowId(service, server));
	const services = rowIds(state).filter(row => serverIdOfRow(row) === null);
	return (services.includes(service) ? services : [service, ...services]).flatMap(row =>
		row === service ? [row, ...servers] : [row],
	);
}

/** Shows the row that is this many rows below, or above; the whole director comes before the first. */
export function moveSubject(store: ConsoleStore, by: number): void {
	const state = store.getState();
	const {subject} = traffic.see(state).own;
	const rows = subjects(state);
	const present = subject === null ? 0 : rows.indexOf(subject) + 1;
	const index = Math.max(0, Math.min(rows.length, present + by));
	showTrafficOf(store, rows[index - 1] ?? null);
}

/** Shows the next or previous servers of a comparison that has more than fit. */
export function moveByScreen(store: ConsoleStore, by: 1 | -1): void {
	const seen = traffic.see(store.getState());
	const service = comparedService(seen);
	const {first, shown} = comparisonPlace(seen);
	const server = seen.own.compared.at(
		Math.max(0, Math.min(first + by * shown, seen.own.compared.length - 1)),
	);
	if (service !== null && server !== undefined) {
		showTrafficOf(store, serverRowId(service, server));
	}
}
