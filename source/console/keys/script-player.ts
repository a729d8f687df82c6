/**
 * Playing a script of keys on a console.
 */

import type {CommandContext, ConsoleState} from '../state/model.ts';
import {untilState} from '../state/until-state.ts';
import {pressKey} from './dispatch.ts';
import type {ScriptStep} from './key-script.ts';

/** Whether no plan is being carried out, and everything that the screen asks for has been answered. */
function isAtRest(state: ConsoleState): boolean {
	return state.applying === null && state.assembly.features.every(({awaits}) => !awaits(state));
}

/**
 * Presses the keys one after the other. What a key has started is waited for to its end: a plan, or a
 * reading of the connection table or of the log. A wait lasts until a reading of the director has come in, or could not
 * be had; none will come while the console is paused, and nothing is waited for.
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
