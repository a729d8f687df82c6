/**
 * What comes in from the poller.
 */
import type {PollState} from '../polling/live.ts';
import type {Reducer} from './console-store.ts';
import {extendHistory} from './totals.ts';

/** Takes in what the poller knows now. */
export function receivePoll(poll: PollState): Reducer {
	return state => ({poll, history: extendHistory(state.history, state.poll, poll)});
}

/** Moves the clock on, so that an age on the screen is true. */
export const tick: Reducer = () => ({});
