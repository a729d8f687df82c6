/**
 * Whether what is on the screen is what the director does now.
 */
import type {Staleness} from './polling/live.ts';

export interface ScreenAge {
	readonly status: 'starting' | 'live' | 'paused' | 'stale';
	/** Milliseconds since the last good reading, or since the start where there was none. */
	readonly age: number;
	/** Why it is stale; null otherwise. */
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

/** The screen counts as stale when the last reading is older than two of the times between readings and this, milliseconds. */
const patience = 5000;

/**
 * The age of the screen. Besides what the poller says, figures that are too old make it stale, as they
 * are for a moment when the program goes on after it was stopped.
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
				reason: 'no reading has arrived for a long time',
				advice: 'the figures are from the last one',
			}
		: {status: 'live', age, reason: null, advice: null};
}
