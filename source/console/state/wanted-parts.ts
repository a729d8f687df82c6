/**
 * What the screen shows beyond the table itself: only that is read.
 */
import type {ConsoleState} from './console-state.ts';

export interface ScreenParts {
	/** Persistent connections of each server: a process more at each reading. */
	readonly persistentConnections: boolean;
}

/** Whether a drain of a persistent service is shown: how many clients would stay is part of it. */
function drainsPersistent(prompt: ConsoleState['prompt']): boolean {
	return (
		prompt?.kind === 'confirm' &&
		prompt.purpose.kind === 'drain' &&
		prompt.purpose.targets.some(({service}) => service.persistence !== null)
	);
}

/** What the poller is to read for what is on the screen now. */
export function wantedParts({
	overlay,
	prompt,
	drains,
}: Pick<ConsoleState, 'overlay' | 'prompt' | 'drains'>): ScreenParts {
	return {
		persistentConnections:
			overlay?.kind === 'details' || drains.needPersistent || drainsPersistent(prompt),
	};
}
