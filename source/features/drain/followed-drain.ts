/**
 * Follows one drain from reading to reading.
 */

import type {Destination} from '../../console/state/console-row.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {type ConnectionKind, carryingConnections} from '../../plans/connections-left.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import {type DrainProgress, type DrainSample, drainProgress} from './drain-progress.ts';

export interface FollowedDrain extends RememberedDrain {
	/** The counts that must be 0 for the server to be empty. */
	readonly kinds: readonly ConnectionKind[];
	/** One sample for each reading of the last minute. */
	readonly samples: readonly DrainSample[];
	readonly progress: DrainProgress;
	readonly isEmpty: boolean;
	/** Milliseconds from its start until it was empty; null while it is not, or if that was not observed. */
	readonly emptyAfter: number | null;
	/** Whether it was reported as empty. */
	readonly told: boolean;
}

/** The longest time that the estimate looks back, milliseconds. */
const lookedBack = 60_000;

export interface Look extends Destination {
	readonly director: Pick<LiveDirector, 'time' | 'monotonic'>;
	readonly kinds: readonly ConnectionKind[];
	/** Whether this is the first look: a server that is empty now may have been so for a long time. */
	readonly isFirst: boolean;
}

/**
 * The drain after one more reading of its server, which has weight 0. The start is a wall-clock time, because it is
 * remembered beyond the program. If the clock was set back, the start becomes now.
 */
export function followDrain(
	remembered: RememberedDrain,
	before: FollowedDrain | undefined,
	{service, server, director, kinds, isFirst}: Look,
): FollowedDrain {
	const now = director.monotonic;
	const sample: DrainSample = {
		at: now,
		activeConnections: server.activeConnections,
		inactiveConnections: server.inactiveConnections,
		persistentConnections: server.persistentConnections,
	};
	const earlier = (before?.samples ?? []).filter(({at}) => at < now && now - at <= lookedBack);
	const samples = [...earlier, sample];
	const began = now - Math.max(0, director.time - remembered.since);
	const progress = drainProgress(samples, kinds, began);
	if (progress === null) {
		throw new Error('a drain needs at least one sample');
	}

	// Persistent clients are no longer read once there are none; with weight 0 no new ones come.
	const isEmpty =
		progress.drained ?? (before?.isEmpty === true && carryingConnections(service, server) === 0);
	const emptyNow = isFirst ? null : progress.took;
	return {
		...remembered,
		kinds,
		samples,
		progress,
		isEmpty,
		emptyAfter: !isEmpty ? null : before?.isEmpty ? before.emptyAfter : emptyNow,
		told: before?.told ?? (isEmpty && isFirst),
	};
}
