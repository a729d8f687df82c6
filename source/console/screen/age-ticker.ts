/**
 * Keeps the ages on the screen up to date while nothing else changes it.
 */
import type {Clock} from '../../director/port/clock.ts';
import {screenAge} from '../../director/staleness.ts';
import {tick} from '../state/director-reducers.ts';
import type {ConsoleStore} from '../state/model.ts';

/** The interval at which ages are updated, milliseconds. */
const period = 1000;

/**
 * Updates the console's clock every second, but only if that is visible: a live screen shows no age.
 * @returns a function that stops it
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
