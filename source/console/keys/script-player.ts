/**
 * Plays a script of keys on a console.
 */

import type {CommandContext, ConsoleState} from '../state/model.ts';
import {untilState} from '../state/until-state.ts';
import {pressKey} from './dispatch.ts';
import type {ScriptStep} from './key-script.ts';

/** Whether no plan is running, and all requests of the screen have been answered. */
function isAtRest(state: ConsoleState): boolean {
	return state.applying === null && state.assembly.features.every(({awaits}) => !awaits(state));
}

/**
 * Presses the keys one after the other, and waits for whatever a key has started: a plan, or a reading of the
 * connection table or the log. `<wait>` waits until the director has been read, or the reading failed; while the
 * console is paused it does not wait, because no reading will come.
 */
export async function playKeyScript(
	steps: readonly ScriptStep[],
	context: CommandContext,
): Promise<void> {
	const {store} = context;
	if (!isAtRest(store.getState())) {
		await untilState(store, isAtRest);
	}

	for (const step of steps) {
		if ('press' in step) {
			pressKey(context, step.press);
			await untilState(store, isAtRest);
		} else if (!store.getState().paused) {
			const {live, stale} = store.getState().director;
			await untilState(store, ({director}) => director.live !== live || director.stale !== stale);
		}
	}
}
