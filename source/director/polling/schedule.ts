/**
 * When to read next, and whether with counters.
 *
 * Counters are read once in a period of the kernel's refreshes, well away from the refresh itself. Where its
 * moment is not known they are read in steps of whole periods, so that every row has as many refreshes
 * between two readings as the next. To meet such a moment a reading may come a little before or after its turn.
 */
import type {TimeSpan} from '../reading/reading.ts';
import {middleOf} from './refresh-count.ts';
import {errorAt, type RefreshPeriod} from './refresh-period.ts';

/** A moment to read at (of the clock that never jumps, milliseconds). */
export interface Tick {
	readonly at: number;
	readonly counters: boolean;
}

/** The last reading of the counters. */
export interface LastCounters {
	readonly span: TimeSpan;
	/** When it was to begin, and so the step from which the next ones are counted. */
	readonly planned: number;
	/** When it began. */
	readonly started: number;
}

/** The input of a tick. */
export interface Plan {
	/** When it is the next reading's turn. */
	readonly turn: number;
	/** Milliseconds to the turn after it. */
	readonly interval: number;
	/** A tick may be moved from its turn by so much. */
	readonly leeway: number;
	readonly refreshPeriod: RefreshPeriod;
	/** Null before the first reading of the counters. */
	readonly last: LastCounters | null;
}

/** Counters are read at least this far from a refresh, milliseconds. */
const distance = 250;

/** When a window in which counters are read begins and ends. */
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
	// The counters may wait for the next turn where that is a good moment by itself.
	const mayWait = at > turn && Math.abs(turn + interval - middle) <= half;
	return mayWait || Math.abs(at - turn) > leeway
		? {at: turn, counters: false}
		: {at, counters: true};
}

/** The window that is nearest to the turn, of those for which there will be new counters. */
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
