/**
 * Whether the console may change anything at all.
 */
import * as permission from '../actions/changes-refused.ts';
import type {ConsoleState} from './console-state.ts';

/** Why nothing can be changed here, in words for a person; null where it can. */
export function changesRefused({
	readOnly,
	poll,
}: Pick<ConsoleState, 'readOnly' | 'poll'>): string | null {
	return permission.changesRefused({readOnly, access: poll.director?.access ?? null});
}
