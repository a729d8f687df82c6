/**
 * Waits for the console to reach a state.
 */
import type {ConsoleState, ConsoleStore} from './model.ts';

/** Settles with the first state for which the condition holds. */
export function untilState(
	store: Pick<ConsoleStore, 'getState' | 'subscribe'>,
	isSo: (state: ConsoleState) => boolean,
): Promise<ConsoleState> {
	const present = store.getState();
	if (isSo(present)) {
		return Promise.resolve(present);
	}

	return new Promise(resolve => {
		const unsubscribe = store.subscribe(state => {
			if (isSo(state)) {
				unsubscribe();
				resolve(state);
			}
		});
	});
}
