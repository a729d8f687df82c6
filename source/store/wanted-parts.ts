/**
 * What the screen shows beyond the table itself: only that is read.
 */
import type {ConsoleState} from './console-state.ts';

export interface ScreenParts {
	/** Persistent connections of each server: a process more at each reading. */
	readonly persistentConnections: boolean;
}

/** What the poller is to read for what is on the screen now. */
export function wantedParts({
	overlay,
	drains,
}: Pick<ConsoleState, 'overlay' | 'drains'>): ScreenParts {
	return {persistentConnections: overlay?.kind === 'details' || drains.needPersistent};
}
