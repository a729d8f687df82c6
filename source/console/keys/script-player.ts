/**
 * Playing a script of keys on a console.
 */

import {awaitsConnections} from '../../features/connections/console/settle-connections.ts';
import {awaitsLog} from '../../features/log/log-actions.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {untilState} from '../state/until-state.ts';
import type {CommandContext} from './binding.ts';
import {pressKey} from './dispatch.ts';
import type {ScriptStep} from './key-script.ts';

/** Whether no plan is being carried out, and what the screen asks of the connection table and of the log has been answered. */
function isAtRest(state: ConsoleState): boolean {
	return state.applying === null && !awaitsConnections(state) && !awaitsLog(state);
}

/**
 * Presses the keys one after the other. What a key has started is waited for to its end: a plan, or a
 * reading of the connection table or of the log. A wait lasts until a reading of the director has come in, or could not
 * be had.
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
		} else {
			const {director, stale} = store.getState().poll;
			await untilState(store, ({poll}) => poll.director !== director || poll.stale !== stale);
		}
	}
}
