/**
 * The drain that the message line tells of.
 */

import {serverRowId} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {drainInWords, durationInWords} from './drain-words.ts';
import type {FollowedDrain} from './followed-drain.ts';

/** The followed drain that is looked at: that of the cursor's row, or else the latest that is not empty yet. */
export function drainLookedAt({rows, cursor, drains, view}: ConsoleState): FollowedDrain | null {
	const id = view === 'services' ? rows[cursor.index]?.id : undefined;
	const here = id === undefined ? undefined : drains.followed.get(id);
	return (
		here ??
		[...drains.followed.values()]
			.filter(({isEmpty}) => !isEmpty)
			.reduce<FollowedDrain | null>(
				(latest, drain) => (latest === null || drain.since >= latest.since ? drain : latest),
				null,
			)
	);
}

/** `drain 10.0.0.9:80: 6 active, 70 closing, about 1 min 10 s to go`; empty where nothing is drained. */
export function drainLine(state: ConsoleState): string {
	const {drains} = state;
	const drain = drainLookedAt(state);
	const service = state.poll.director?.services.find(({id}) => id === drain?.service);
	if (drain === null || service === undefined) {
		return '';
	}

	const {server, isEmpty, emptyAfter, progress} = drain;
	if (!isEmpty) {
		const seconds = drains.expiries.get(serverRowId(service.id, server))?.seconds ?? null;
		const longest = seconds === null ? '' : `, the longest for ${durationInWords(seconds * 1000)}`;
		return `drain ${server}: ${drainInWords(service, progress)}${longest}`;
	}

	return emptyAfter === null
		? `${server} is drained`
		: `${server} is drained: empty after ${durationInWords(emptyAfter)}`;
}
