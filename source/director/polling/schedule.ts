/**
 * Decides when to read next, and whether to include counters.
 *
 * Counters are read once in each period of the kernel's refreshes, well away from the refresh itself. If its time is
 * not known they are read in steps of whole periods, so that every row has the same number of refreshes between any two
 * readings. To achieve this, a reading may come a little before or after its turn.
 */

import type {TimeSpan} from '../port/clock.ts';
import {middleOf} from './refresh-count.ts';
import {errorAt, type RefreshPeriod} from './refresh-period.ts';

/** When to read (monotonic milliseconds), and whether with counters. */
export interface Tick {
	readonly at: number;
	readonly counters: boolean;
}

/** The last reading of the counters. */
export interface LastCounters {
	readonly span: TimeSpan;
	/** Its planned start, from which the next steps are counted. */
	readonly planned: number;
	/** Its actual start. */
	readonly started: number;
}

/** The input for the next tick. */
export interface Plan {
	/** The turn of the next reading. */
	readonly turn: number;
	/** Milliseconds to the turn after it. */
	readonly interval: number;
	/** The largest distance of a tick from its turn. */
	readonly leeway: number;
	readonly refreshPeriod: RefreshPeriod;
	/** Null before the first reading of the counters. */
	readonly last: LastCounters | null;
}

/** Counters are read at least this far from a refresh, milliseconds. */
const distance = 250;

/** A time window in which counters can be read. */
interface Window {
	readonly middle: number;
	readonly half: number;
}

/** The next tick. */
export function nextTick({turn, interval, leeway, refreshPeriod, last}: Plan): Tick {
	if (last === null) {
		return {at: turn, counters: true};
	}

	const {middle, half} = nextWindow(turn, refreshPeriod, last);
	const at = Math.min(middle + half, Math.max(middle - half, turn));
	// The counters can wait for the next turn if that is already a good time.
	const mayWait = at > turn && Math.abs(turn + interval - middle) <= half;
	return mayWait || Math.abs(at - turn) > leeway
		? {at: turn, counters: false}
		: {at, counters: true};
}

/** The window closest to the turn, of those in which there will be new counters. */
function nextWindow(turn: number, refreshPeriod: RefreshPeriod, last: LastCounters): Window {
	const {period, refresh} = refreshPeriod;
	if (refresh === null) {
		const steps = Math.max(1, Math.round((turn - last.planned) / period));
		return {middle: last.planned + steps * period, half: 0};
	}

	// From the start of a reading to the middle of its counters it takes as long as last time.
	const delay = middleOf(last.span) - last.started;
	const length = last.span.to - last.span.from;
	const first = refresh.at + period / 2 - delay;
	const done = Math.floor((middleOf(last.span) - refresh.at) / period);
	const nearest = Math.round((turn - first) / period);
	return {
		middle: first + Math.max(done + 1, nearest) * period,
		half: Math.max(0, (period - length) / 2 - distance - errorAt(refreshPeriod, turn)),
	};
}
