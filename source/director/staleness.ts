/**
 * Whether the screen shows the present state of the director.
 */
import type {Staleness} from './polling/live.ts';

export interface ScreenAge {
	readonly status: 'starting' | 'live' | 'paused' | 'stale';
	/** Milliseconds since the last good reading, or since the start if there was none. */
	readonly age: number;
	/** Why it is stale; null if it is not. */
	readonly reason: string | null;
	readonly advice: string | null;
}

/** The input for the age of the screen; all times are monotonic milliseconds. */
export interface ScreenTimes {
	readonly director: {
		readonly live: {readonly monotonic: number} | null;
		readonly stale: Staleness | null;
		readonly readingSince: number | null;
		readonly stretched: number | null;
	};
	readonly now: number;
	readonly paused: boolean;
	readonly interval: number;
}

/** The screen is stale when the last reading is older than twice the time between readings plus this, milliseconds. */
const patience = 5000;

/**
 * The age of the screen. Not only failures that the poller reports make it stale, but old readings too, for example for
 * a moment after the program was suspended.
 */
export function screenAge({
	director: {live, stale, readingSince, stretched},
	now,
	paused,
	interval,
}: ScreenTimes): ScreenAge {
	const since = live?.monotonic ?? stale?.since ?? readingSince ?? now;
	const age = Math.max(0, now - since);
	if (stale !== null) {
		return {
			status: 'stale',
			age: Math.max(0, now - stale.since),
			reason: stale.reason,
			advice: stale.advice,
		};
	}

	if (paused) {
		return {status: 'paused', age, reason: null, advice: null};
	}

	if (live === null) {
		return {status: 'starting', age, reason: null, advice: null};
	}

	return age > 2 * (stretched ?? interval) + patience
		? {
				status: 'stale',
				age,
				reason: 'no reading for a long time',
				advice: 'the figures are old',
			}
		: {status: 'live', age, reason: null, advice: null};
}

/**
 * Milliseconds until a director that could not be reached is tried again; 0 while that is being tried. Null if it was
 * reached, or while readings are paused.
 */
export function retryIn({
	director: {stale},
	now,
	paused,
}: Pick<ScreenTimes, 'director' | 'now' | 'paused'>): number | null {
	return stale?.retryAt === undefined || paused ? null : Math.max(0, stale.retryAt - now);
}
