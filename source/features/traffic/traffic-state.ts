/**
 * The state of the Traffic view: whose traffic, over which time, and which graphs.
 */
import {type RowId, serverIdOfRow, serviceOfRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {defineSlice, type Seen} from '../../console/state/slice.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {PlotStyle} from './history/plot.ts';
import {
	createTrafficHistory,
	type TrafficHistory,
	type TrafficRow,
} from './history/traffic-history.ts';
import {type TrafficSeries, type TrafficSpan, trafficSpans} from './history/traffic-series.ts';

export interface TrafficState {
	/** The chosen time; null until one is chosen. See {@link shownSpan}. */
	readonly span: TrafficSpan | null;
	/** A service or a server; null for the whole director. */
	readonly subject: RowId | null;
	/** The number of steps to the next graphs, if not all fit. */
	readonly page: number;
	readonly style: PlotStyle;
	/** Whether the servers of the chosen service are compared, in place of its graphs. */
	readonly comparing: boolean;
	/** The servers that are compared. Their order stays as it was when the comparison began. */
	readonly compared: readonly ServerId[];
	/** The number of steps to the figure by which they are compared. */
	readonly figure: number;
}

export interface TrafficKept {
	/**
	 * The only part of the state that is changed in place: constant memory has to be overwritten. It only changes when
	 * a reading comes in, and adding a reading twice adds it once.
	 */
	readonly history: TrafficHistory;
}

export type TrafficSeen = Seen<TrafficState, TrafficKept>;

/** Initially the whole director. */
export const traffic = defineSlice<TrafficState, TrafficKept>(
	'traffic',
	{
		...{span: null, subject: null, page: 0, style: 'braille'},
		...{comparing: false, compared: [], figure: 0},
	},
	() => ({history: createTrafficHistory()}),
);

/** The history of the chosen row, or of the whole director; null if none is kept. */
export function shownSeries({own, kept, director}: TrafficSeen): TrafficSeries | null {
	return own.subject === null ? kept.history.totals : seriesOfRow(director, own.subject);
}

/** The service whose servers are compared; null if graphs are shown. */
export function comparedService({
	own: {comparing, subject},
}: Pick<TrafficSeen, 'own'>): ServiceId | null {
	return comparing && subject !== null ? serviceOfRowId(subject) : null;
}

/**
 * The time of the graphs of a history if none is chosen, milliseconds: the last five minutes, or the last minute while
 * there is not more, because four empty minutes say nothing.
 */
export function usualSpan(series: Pick<TrafficSeries, 'begun'> | null, now: number): TrafficSpan {
	const [minute, fiveMinutes] = trafficSpans;
	const begun = series?.begun ?? null;
	return begun === null || now - begun <= minute ? minute : fiveMinutes;
}

/** The time of the graphs of a history, milliseconds: the chosen one. */
export function spanOf(series: TrafficSeries | null, {own, director}: TrafficSeen): TrafficSpan {
	return own.span ?? usualSpan(series, director.live?.monotonic ?? 0);
}

/** The time of the graphs of the Traffic view, milliseconds. */
export function shownSpan(seen: TrafficSeen): TrafficSpan {
	const service = comparedService(seen);
	// While servers are compared the time does not change from one to the next.
	const series = service === null ? shownSeries(seen) : seriesOfRow(seen.director, service);
	return spanOf(series, seen);
}

/** Converts a row id to the key of a history. */
export function trafficRow(id: RowId): TrafficRow {
	return {service: serviceOfRowId(id), server: serverIdOfRow(id)};
}

/** The history of a row; null if none is kept. */
export function seriesOfRow(director: DirectorState, row: RowId): TrafficSeries | null {
	return traffic.keptOf(director).history.of(trafficRow(row));
}

/** Keeps the history of a row from now on. */
export function watchRow(director: DirectorState, row: RowId): void {
	traffic.keptOf(director).history.watch(trafficRow(row));
}
