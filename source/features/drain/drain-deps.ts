/**
 * What following drains needs from outside, and when it asks for it.
 */

import {serverRowId} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {ConsoleStore} from '../../console/state/console-store.ts';
import {changesRefused} from '../../console/state/permission.ts';
import type {LiveService} from '../../director/polling/live.ts';
import {drainLookedAt} from './drain-line.ts';
import type {Drains} from './drains.ts';
import type {FollowedDrain} from './followed-drain.ts';
import type {RememberedDrain} from './remembered-drain.ts';

/** Which server, and which of its connections must end. */
export type ExpiryQuestion = Pick<FollowedDrain, 'service' | 'server' | 'kinds'>;

export interface DrainDeps {
	/** Reads again what is remembered. */
	lookAgain(): void;
	/** Forgets a drain that somebody else undid. What goes wrong is no reason to disturb anybody. */
	forget(drain: RememberedDrain): void;
	/**
	 * Seconds until the last connection that must end does so by itself, if nothing more is sent on it; null
	 * where that cannot be known cheaply. It does not reject.
	 */
	longestExpiry(question: ExpiryQuestion, services: readonly LiveService[]): Promise<number | null>;
}

/** Milliseconds between two looks at how long the connections of a server still live. */
const expiryInterval = 10_000;

/** The drain whose longest expiry is to be looked at now; null where none is. */
function expiryDue(state: ConsoleState): FollowedDrain | null {
	const drain = drainLookedAt(state);
	if (drain === null || drain.isEmpty) {
		return null;
	}

	const known = state.drains.expiries.get(serverRowId(drain.service, drain.server));
	return known === undefined || state.now - known.asked >= expiryInterval ? drain : null;
}

function noteExpiry(
	{service, server}: FollowedDrain,
	expiry: {readonly asked: number; readonly seconds: number | null},
) {
	return ({drains}: {readonly drains: Drains}) => ({
		drains: {
			...drains,
			expiries: new Map([...drains.expiries, [serverRowId(service, server), expiry]]),
		},
	});
}

function askForExpiry({deps, update}: Pick<ConsoleStore, 'deps' | 'update'>, state: ConsoleState) {
	const drain = expiryDue(state);
	if (drain === null) {
		return;
	}

	const asked = state.now;
	const before = state.drains.expiries.get(serverRowId(drain.service, drain.server));
	update(noteExpiry(drain, {asked, seconds: before?.seconds ?? null}));
	void deps.drains
		.longestExpiry(drain, state.poll.director?.services ?? [])
		.then(seconds => update(noteExpiry(drain, {asked, seconds})));
}

/**
 * Asks for what a change of the state calls for. A console that may change nothing does not forget
 * either: the memory is that of others.
 */
export function attendToDrains(
	before: ConsoleState,
	after: ConsoleState,
	store: Pick<ConsoleStore, 'deps' | 'update'>,
): void {
	const {drains} = after;
	if (drains === before.drains) {
		return;
	}

	const isNew = ([id, suspicion]: readonly [string, unknown]) =>
		before.drains.suspected.get(id) !== suspicion;
	if ([...drains.suspected].some(isNew)) {
		store.deps.drains.lookAgain();
	}

	if (changesRefused(after) === null && !after.dryRun) {
		for (const found of drains.undone.filter(one => !before.drains.undone.includes(one))) {
			store.deps.drains.forget(found.drain);
		}
	}

	if (after.poll.director !== before.poll.director) {
		askForExpiry(store, after);
	}
}
