/**
 * The drain that the message line shows.
 */

import {serverRowId} from '../../console/state/console-row.ts';
import {durationInWords} from '../../text/time.ts';
import {drainInWords} from './drain-words.ts';
import type {DrainSeen} from './drains.ts';
import type {FollowedDrain} from './followed-drain.ts';

/** The drain to show: that of the cursor's row, or the latest that is not empty yet. */
export function drainLookedAt({
	kept: {followed},
	selection: {row},
}: Pick<DrainSeen, 'kept' | 'selection'>): FollowedDrain | null {
	const here = row === null ? undefined : followed.get(row.id);
	return (
		here ??
		[...followed.values()]
			.filter(({isEmpty}) => !isEmpty)
			.reduce<FollowedDrain | null>(
				(latest, drain) => (latest === null || drain.since >= latest.since ? drain : latest),
				null,
			)
	);
}

/** `drain 10.0.0.9:80: 6 active, 70 closing, about 1 min 10 s to go`; empty if there is no drain. */
export function drainLine(seen: Pick<DrainSeen, 'kept' | 'selection' | 'director'>): string {
	const {kept, director} = seen;
	const drain = drainLookedAt(seen);
	const service = director.live?.services.find(({id}) => id === drain?.service);
	if (drain === null || service === undefined) {
		return '';
	}

	const {server, isEmpty, emptyAfter, progress} = drain;
	if (!isEmpty) {
		const seconds = kept.expiries.get(serverRowId(service.id, server))?.seconds ?? null;
		const longest = seconds === null ? '' : `, the longest for ${durationInWords(seconds * 1000)}`;
		return `drain ${server}: ${drainInWords(service, progress)}${longest}`;
	}

	return emptyAfter === null
		? `${server} is drained`
		: `${server} is drained: empty after ${durationInWords(emptyAfter)}`;
}
