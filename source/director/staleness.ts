/**
 * Whether what is on the screen is what the director does now.
 */
import type {ConsoleState} from '../console/state/console-state.ts';

export interface ScreenAge {
	readonly status: 'starting' | 'live' | 'paused' | 'stale';
	/** Milliseconds since the last good reading, or since the start where there was none. */
	readonly age: number;
	/** Why it is stale; null otherwise. */
	readonly reason: string | null;
	readonly advice: string | null;
}

/** The screen counts as stale when the last reading is older than two intervals and this, milliseconds. */
const patience = 5000;

/**
 * The age of the screen. Besides what the poller says, figures that are too old make it stale, as they
 * are for a moment when the program goes on after it was stopped.
 */
export function screenAge(
	state: Pick<ConsoleState, 'poll' | 'now' | 'paused' | 'interval'>,
): ScreenAge {
	const {poll, now, paused, interval} = state;
	const since = poll.director?.monotonic ?? poll.stale?.since ?? poll.readingSince ?? now;
	const age = Math.max(0, now - since);
	if (poll.stale !== null) {
		return {
			status: 'stale',
			age: Math.max(0, now - poll.stale.since),
			reason: poll.stale.reason,
			advice: poll.stale.advice,
		};
	}

	if (paused) {
		return {status: 'paused', age, reason: null, advice: null};
	}

	if (poll.director === null) {
		return {status: 'starting', age, reason: null, advice: null};
	}

	return age > 2 * interval + patience
		? {
				status: 'stale',
				age,
				reason: 'no reading has come for long',
				advice: 'the figures are those of the last one',
			}
		: {status: 'live', age, reason: null, advice: null};
}
