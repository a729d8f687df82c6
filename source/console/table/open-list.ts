/**
 * The list of the view that is open, whichever it is: moving and filtering work on it.
 */
import type {ConsoleState} from '../state/console-state.ts';
import type {List} from './list.ts';

/** The rows, the cursor and the filter of the open view; null where it is no list. */
export function openList(state: ConsoleState): List | null {
	switch (state.view) {
		case 'services':
			return state;
		case 'traffic':
			return null;
		default:
			return state[state.view];
	}
}

/** The state with another cursor, first row or filter in the open view. */
export function changeOpenList(
	state: ConsoleState,
	change: Partial<Pick<List, 'cursor' | 'top' | 'filter'>>,
): Partial<ConsoleState> {
	switch (state.view) {
		case 'services':
			return change;
		case 'traffic':
			return {};
		default:
			return {[state.view]: {...state[state.view], ...change}};
	}
}
