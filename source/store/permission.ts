/**
 * Whether the console may change anything at all.
 */
import type {ConsoleState} from './console-state.ts';

/** Why nothing can be changed here, in words for a person; null where it can. */
export function changesRefused(state: Pick<ConsoleState, 'readOnly' | 'poll'>): string | null {
	if (state.readOnly) {
		return 'read-only: lvstop was started with --read-only';
	}

	const access = state.poll.director?.access;
	return access?.level === 'proc'
		? `read-only: ${access.missing ?? 'lvstop may only read /proc here'}`
		: null;
}
