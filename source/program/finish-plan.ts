/**
 * Leaving the console while a plan is being carried out.
 */
import type {ConsoleStore} from '../console/state/model.ts';
import {untilState} from '../console/state/until-state.ts';

/**
 * Waits for the plan that is under way when the screen is gone already, and tells what became of it: half of a
 * plan is worse than all or nothing of it. The person can still end the program by Ctrl-C.
 */
export async function finishPlan(
	store: Pick<ConsoleStore, 'getState' | 'subscribe'>,
	write: (text: string) => void,
): Promise<void> {
	const {applying} = store.getState();
	if (applying === null) {
		return;
	}

	write(`lvstop: finishing what is under way: ${applying.title}; Ctrl-C leaves it half-way\n`);
	const {message} = await untilState(store, state => state.applying === null);
	write(message === null ? '' : `lvstop: ${message.text}\n`);
}
