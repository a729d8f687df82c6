/**
 * Whether the console may change anything at all.
 */
import * as permission from '../../plans/changes-refused.ts';
import type {ConsoleState} from './console-state.ts';

/** Why nothing can be changed here, in words for a person; null where it can. */
export function changesRefused({
	readOnly,
	readOnlyBy,
	poll,
}: Pick<ConsoleState, 'readOnly' | 'readOnlyBy' | 'poll'>): string | null {
	return permission.changesRefused({readOnly, readOnlyBy, access: poll.director?.access ?? null});
}
