/**
 * What the Traffic view shows: whose traffic, over which time, and which of the graphs.
 */

import type {RowId} from '../../console/state/console-row.ts';
import type {PlotStyle} from './history/plot.ts';
import {createTrafficHistory, type TrafficHistory} from './history/traffic-history.ts';
import type {TrafficSpan} from './history/traffic-series.ts';

export interface TrafficState {
	/**
	 * The one thing in the state that is not replaced but added to: memory that stays flat is memory that is
	 * written over. It only changes when a reading comes in, and adding a reading twice adds it once.
	 */
	readonly history: TrafficHistory;
	readonly span: TrafficSpan;
	/** A service or a server; null is the whole director. */
	readonly subject: RowId | null;
	/** How many times the next graphs were asked for, where not all have room. */
	readonly page: number;
	readonly style: PlotStyle;
}

/** The last five minutes of the whole director. */
export function initialTraffic(): TrafficState {
	return {
		history: createTrafficHistory(),
		span: 5 * 60_000,
		subject: null,
		page: 0,
		style: 'braille',
	};
}
