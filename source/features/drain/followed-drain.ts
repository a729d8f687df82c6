/**
 * One drain, followed from reading to reading.
 */

import type {Destination} from '../../console/state/console-row.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {type ConnectionKind, carryingConnections} from '../../plans/connections-left.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import {type DrainProgress, type DrainSample, drainProgress} from './drain-progress.ts';

export interface FollowedDrain extends RememberedDrain {
	/** The numbers that must be 0 for the server to be empty. */
	readonly kinds: readonly ConnectionKind[];
	/** One a reading, of the last minute. */
	readonly samples: readonly DrainSample[];
	readonly progress: DrainProgress;
	readonly isEmpty: boolean;
	/** Milliseconds from its begin until it was empty; null while it is not, and where nobody looked then. */
	readonly emptyAfter: number | null;
	/** Whether it has been said that it is empty. */
	readonly told: boolean;
}

/** The estimate looks back no further; milliseconds. */
const lookedBack = 60_000;

export interface Look extends Destination {
	readonly director: Pick<LiveDirector, 'time' | 'monotonic'>;
	readonly kinds: readonly ConnectionKind[];
	/** Whether the console has just begun to look: what is empty now may have been so for long. */
	readonly isFirst: boolean;
}

/**
 * The drain after one more look at its server, which has weight 0. The begin is a wall clock's time, as
 * it is remembered beyond the program; a clock that was set back makes it begin now.
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
		throw new Error('a drain is judged by one sample at least');
	}

	// Persistent clients are no longer asked for once there are none; with weight 0 no new ones come.
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
