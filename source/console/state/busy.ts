/**
 * One plan is carried out at a time.
 */
import type {ConsoleState} from './console-state.ts';

/** Why no plan can be made just now; null where one can. */
export function busy({applying}: Pick<ConsoleState, 'applying'>): string | null {
	return applying === null ? null : `wait: ${applying.title} is being carried out`;
}
