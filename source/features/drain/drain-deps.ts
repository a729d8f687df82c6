/**
 * The outside dependencies of drains, and when they are called.
 */
import {type RowId, serverRowId} from '../../console/state/console-row.ts';
import type {ConsoleStore} from '../../console/state/model.ts';
import {changesRefused} from '../../console/state/permission.ts';
import type {LiveService} from '../../director/polling/live.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import {drainLookedAt} from './drain-line.ts';
import {changeDrains, type DrainSeen} from './drains.ts';
import type {FollowedDrain} from './followed-drain.ts';

declare module '../../console/state/console-deps.ts' {
	interface FeatureDeps {
		readonly drains: DrainDeps;
	}
}

/** A server, and which of its connections must end. */
export type ExpiryQuestion = Pick<FollowedDrain, 'service' | 'server' | 'kinds'>;

export interface DrainDeps {
	/** Reads the remembered drains again. */
	lookAgain(): void;
	/** Forgets a drain that somebody else undid. Errors are ignored. */
	forget(drain: RememberedDrain): void;
	/**
	 * Seconds until the last connection that must end expires, if no more packets come; null if that cannot be found
	 * cheaply. Never rejects.
	 */
	longestExpiry(question: ExpiryQuestion, services: readonly LiveService[]): Promise<number | null>;
}

/** Milliseconds between two looks at the connections of a server. */
const expiryInterval = 10_000;

/** The drain whose longest expiry is due; null if there is none. */
function expiryDue(seen: DrainSeen): FollowedDrain | null {
	const drain = drainLookedAt(seen);
	if (drain === null || drain.isEmpty) {
		return null;
	}

	const known = seen.kept.expiries.get(serverRowId(drain.service, drain.server));
	return known === undefined || seen.now - known.asked >= expiryInterval ? drain : null;
}

function noteExpiry(
	{service, server}: FollowedDrain,
	expiry: {readonly asked: number; readonly seconds: number | null},
) {
	return changeDrains(({expiries}) => ({
		expiries: new Map([...expiries, [serverRowId(service, server), expiry]]),
	}));
}

function askForExpiry({deps, update}: Pick<ConsoleStore, 'deps' | 'update'>, seen: DrainSeen) {
	const drain = expiryDue(seen);
	if (drain === null) {
		return;
	}

	const asked = seen.now;
	const before = seen.kept.expiries.get(serverRowId(drain.service, drain.server));
	update(noteExpiry(drain, {asked, seconds: before?.seconds ?? null}));
	void deps.drains
		.longestExpiry(drain, seen.director.live?.services ?? [])
		.then(seconds => update(noteExpiry(drain, {asked, seconds})));
}

/**
 * Requests what a change of the state calls for. A read-only console does not forget drains either: others use the
 * memory too.
 */
export function attendToDrains(before: DrainSeen, now: DrainSeen, store: ConsoleStore): void {
	const [old, kept] = [before.kept, now.kept];
	if (kept === old) {
		return;
	}

	const isNew = ([id, suspicion]: readonly [RowId, unknown]) => old.suspected.get(id) !== suspicion;
	if ([...kept.suspected].some(isNew)) {
		store.deps.drains.lookAgain();
	}

	if (changesRefused(now) === null && !now.dryRun) {
		for (const found of kept.undoneElsewhere.filter(one => !old.undoneElsewhere.includes(one))) {
			store.deps.drains.forget(found.drain);
		}
	}

	if (now.director.live !== before.director.live) {
		askForExpiry(store, now);
	}
}
