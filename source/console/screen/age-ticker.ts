/**
 * Keeps ages on the screen true while nothing else changes it.
 */
import type {Clock} from '../../director/port/clock.ts';
import {screenAge} from '../../director/staleness.ts';
import {tick} from '../state/director-reducers.ts';
import type {ConsoleStore} from '../state/model.ts';

/** How often an age is brought up to date, milliseconds. */
const period = 1000;

/**
 * Moves the console's clock on every second, but only where that shows: a live screen tells no age.
 * @returns stops it
 */
export function keepAgesTrue(store: ConsoleStore, clock: Clock): () => void {
	let cancel = () => {};
	const check = (): void => {
		const state = store.getState();
		const shown = screenAge(state).status;
		if (shown !== 'live' || screenAge({...state, now: clock.monotonic()}).status !== shown) {
			store.update(tick);
		}

		cancel = clock.after(period, check);
	};

	cancel = clock.after(period, check);
	return () => cancel();
}
