/**
 * The drains in progress: those that are remembered for this director, whoever began them, even before this lvstop
 * started.
 */
import {
	type Destination,
	findServers,
	type RowId,
	serverRowId,
} from '../../console/state/console-row.ts';
import type {DirectorFacts, DirectorState} from '../../console/state/director-state.ts';
import type {Message} from '../../console/state/message.ts';
import type {Reducer} from '../../console/state/model.ts';
import {defineSlice, type Seen} from '../../console/state/slice.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {emptyWhen} from '../../plans/connections-left.ts';
import type {Outcome, Plan} from '../../plans/plan.ts';
import {drainsOf, type RememberedDrain} from '../../plans/remembered-drain.ts';
import {targetName} from '../../plans/seen.ts';
import {isSure, type Suspicion, suspect} from './drain-suspicion.ts';
import {type UndoneDrain, undoneElsewhereInWords} from './drain-watch.ts';
import {drainInWords} from './drain-words.ts';
import {type FollowedDrain, followDrain} from './followed-drain.ts';

export interface Drains {
	readonly followed: ReadonlyMap<RowId, FollowedDrain>;
	readonly suspected: ReadonlyMap<RowId, Suspicion>;
	/** The drains that somebody else undid, as reported. */
	readonly undoneElsewhere: readonly UndoneDrain[];
	/** Servers whose drain failed. If they still have weight, it never began, so nobody undid it. */
	readonly unconfirmed: ReadonlySet<RowId>;
	/** Servers to propose for deletion when they are empty; true if the operator was told that the question waits. */
	readonly deletions: ReadonlyMap<RowId, boolean>;
	/** The longest remaining lifetime of connections, in seconds, and when it was read (monotonic milliseconds). */
	readonly expiries: ReadonlyMap<RowId, {readonly asked: number; readonly seconds: number | null}>;
	/** Whether persistent connections have to be read. */
	readonly needPersistent: boolean;
}

/** The state before the first look. */
const noDrains: Drains = {
	followed: new Map(),
	suspected: new Map(),
	undoneElsewhere: [],
	unconfirmed: new Set(),
	deletions: new Map(),
	expiries: new Map(),
	needPersistent: false,
};

export type DrainSeen = Seen<object, Drains>;

/** Drains belong to the director; the view state of this feature is empty. */
export const drains = defineSlice<object, Drains>('drain', {}, () => noDrains);

/** The drains of a director that are in progress, by row. */
export function followedDrains(director: DirectorState): ReadonlyMap<RowId, FollowedDrain> {
	return drains.keptOf(director).followed;
}

/** A reducer that changes the stored drains. */
export function changeDrains(how: (kept: Drains) => Partial<Drains>): Reducer {
	return drains.reduce(({kept}) => ({kept: how(kept)}));
}

function rowIdOf({service, server}: RememberedDrain): RowId {
	return serverRowId(service, server);
}

function isSame(one: RememberedDrain, other: RememberedDrain): boolean {
	return one.service === other.service && one.server === other.server && one.since === other.since;
}

function isTold({undoneElsewhere}: Drains, remembered: RememberedDrain): boolean {
	return undoneElsewhere.some(({drain}) => isSame(drain, remembered));
}

/** The origin of messages about drain plans. */
export const drainOrigin = 'drain';

/** The origin of messages that no key has caused. */
const noticeOrigin = 'drains';

function emptyNotice({service, server}: Destination, {emptyAfter, progress}: FollowedDrain) {
	const after =
		emptyAfter === null ? '' : `: ${drainInWords(service, {...progress, took: emptyAfter})}`;
	return {
		severity: 'info',
		text: `${targetName({service, server})} is drained${after}`,
		origin: noticeOrigin,
	} as const;
}

/** The director's servers that have a remembered drain, by row. */
function serversOf(live: LiveDirector, remembered: readonly RememberedDrain[]) {
	const ids = new Set(remembered.map(rowIdOf));
	const found = ids.size === 0 ? [] : findServers(live, ids);
	return new Map(
		found.map(target => [serverRowId(target.service.id, target.server.id), target] as const),
	);
}

/** After a plan has failed at a step: the drain of that step may or may not have begun. */
export function markUnconfirmed({steps}: Plan, outcome: Outcome): Reducer {
	if (outcome.result !== 'failed') {
		return () => ({});
	}

	const unconfirmed = drainsOf({steps: steps.slice(outcome.done, outcome.done + 1)}, 0).map(
		rowIdOf,
	);
	return unconfirmed.length === 0
		? () => ({})
		: changeDrains(kept => ({unconfirmed: new Set([...kept.unconfirmed, ...unconfirmed])}));
}

/** The state of a remembered drain's server. */
type Found =
	| {readonly followed: FollowedDrain; readonly notice: Message | null}
	| {readonly suspicion: Suspicion}
	| {readonly undoneElsewhere: UndoneDrain; readonly notice: Message | null}
	| null;

/** The dependencies of the check of drains. */
interface Looking {
	readonly before: Drains;
	readonly facts: DirectorFacts;
	readonly director: LiveDirector;
	readonly isFirst: boolean;
	readonly isNewReading: boolean;
	readonly isApplying: boolean;
}

function lookAtDrained(drain: RememberedDrain, target: Destination, looking: Looking): Found {
	const {before, facts, director, isFirst} = looking;
	const known = before.followed.get(rowIdOf(drain));
	const kinds = emptyWhen(target.service, facts.sysctls);
	const now = followDrain(drain, known?.since === drain.since ? known : undefined, {
		...target,
		director,
		kinds,
		isFirst,
	});
	return now.isEmpty && !now.told
		? {followed: {...now, told: true}, notice: emptyNotice(target, now)}
		: {followed: now, notice: null};
}

function lookAtWeight(drain: RememberedDrain, weight: number, looking: Looking): Found {
	const {before, facts, isNewReading, isApplying} = looking;
	if (isApplying || isTold(before, drain)) {
		return null;
	}

	const id = rowIdOf(drain);
	const suspicion = suspect(before.suspected.get(id), facts, isNewReading);
	if (!isSure(suspicion, facts)) {
		return {suspicion};
	}

	const undoneElsewhere = {drain, weight};
	return {
		undoneElsewhere,
		notice: before.unconfirmed.has(id)
			? null
			: {severity: 'warning', text: undoneElsewhereInWords(undoneElsewhere), origin: noticeOrigin},
	};
}

/** The drains after a new reading, or after the remembered drains were read, with the messages about them. */
export function lookAtDrains(
	previous: DrainSeen,
	{kept: before, director: {facts, live}, applying}: DrainSeen,
): {readonly drains: Drains; readonly notices: readonly Message[]} {
	if (facts === null || live === null) {
		return {drains: before, notices: []};
	}

	const looking: Looking = {
		before,
		facts,
		director: live,
		isFirst: previous.director.facts === null || previous.director.live === null,
		isNewReading: previous.director.live !== live,
		isApplying: applying !== null,
	};
	const servers = serversOf(live, facts.drains);
	const followed = new Map<RowId, FollowedDrain>();
	const suspected = new Map<RowId, Suspicion>();
	const undoneElsewhere = before.undoneElsewhere.filter(({drain}) =>
		facts.drains.some(remembered => isSame(remembered, drain)),
	);
	const notices: Message[] = [];
	for (const drain of facts.drains) {
		const id = rowIdOf(drain);
		const target = servers.get(id);
		const weight = target?.server.weight ?? 0;
		const found =
			target === undefined
				? null
				: weight === 0
					? lookAtDrained(drain, target, looking)
					: lookAtWeight(drain, weight, looking);
		if (found === null) {
			continue;
		}

		if ('suspicion' in found) {
			suspected.set(id, found.suspicion);
			continue;
		}

		if ('followed' in found) {
			followed.set(id, found.followed);
		} else {
			undoneElsewhere.push(found.undoneElsewhere);
		}

		notices.push(...(found.notice === null ? [] : [found.notice]));
	}

	return {notices, drains: {...carriedOver(before, followed, suspected), undoneElsewhere}};
}

/** The state that depends on the current drains and suspicions. */
function carriedOver(
	before: Drains,
	followed: Drains['followed'],
	suspected: Drains['suspected'],
): Omit<Drains, 'undoneElsewhere'> {
	const isOver = (id: RowId) => before.followed.has(id) && !followed.has(id);
	const isResolved = (id: RowId) =>
		followed.has(id) || (before.suspected.has(id) && !suspected.has(id));
	return {
		followed,
		suspected,
		unconfirmed: new Set([...before.unconfirmed].filter(id => !isResolved(id))),
		deletions: new Map([...before.deletions].filter(([id]) => !isOver(id))),
		expiries: new Map([...before.expiries].filter(([id]) => followed.has(id))),
		needPersistent: [...followed.values()].some(
			({isEmpty, kinds}) => !isEmpty && kinds.includes('persistent'),
		),
	};
}
