/**
 * What following drains needs from outside, and when it asks for it.
 */
import type {RememberedDrain} from '../actions/remembered-drain.ts';
import type {ConsoleState} from './console-state.ts';
import {changesRefused} from './permission.ts';

export interface DrainDeps {
	/** Reads again what is remembered. */
	lookAgain(): void;
	/** Forgets a drain that somebody else undid. What goes wrong is no reason to disturb anybody. */
	forget(drain: RememberedDrain): void;
}

/**
 * Asks for what a change of the state calls for. A console that may change nothing does not forget
 * either: the memory is that of others.
 */
export function attendToDrains(before: ConsoleState, after: ConsoleState, deps: DrainDeps): void {
	const {drains} = after;
	if (drains === before.drains) {
		return;
	}

	if (
		[...drains.suspected].some(([id, suspicion]) => before.drains.suspected.get(id) !== suspicion)
	) {
		deps.lookAgain();
	}

	if (changesRefused(after) === null && !after.dryRun) {
		for (const found of drains.undone.filter(one => !before.drains.undone.includes(one))) {
			deps.forget(found.drain);
		}
	}
}
