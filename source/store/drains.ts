/**
 * The drains that are under way: those that are remembered of this director, whoever began them, and
 * whether lvstop has been running since.
 */
import {emptyWhen} from '../actions/connections-left.ts';
import {type UndoneDrain, undoneInWords} from '../actions/drain-watch.ts';
import {drainInWords} from '../actions/drain-words.ts';
import type {Plan} from '../actions/plan.ts';
import {drainsOf, type RememberedDrain} from '../actions/remembered-drain.ts';
import {targetName} from '../actions/seen.ts';
import {findServers, type RowId, type ServerInService, serverRowId} from './console-row.ts';
import type {ConsoleState, DirectorFacts} from './console-state.ts';
import type {Reducer} from './console-store.ts';
import {type FollowedDrain, followDrain} from './followed-drain.ts';
import type {Message} from './message.ts';

/** A server that has weight again although its drain is remembered. */
export interface Suspicion {
	/** Readings that have shown it. */
	readonly readings: number;
	/** What was remembered when the last of them came. */
	readonly facts: DirectorFacts;
}

export interface Drains {
	readonly followed: ReadonlyMap<RowId, FollowedDrain>;
	readonly suspected: ReadonlyMap<RowId, Suspicion>;
	/** What somebody else undid, as it was told. */
	readonly undone: readonly UndoneDrain[];
	/** Servers whose drain failed: if they still have weight it never began, and nobody undid it. */
	readonly doubted: ReadonlySet<RowId>;
	/** Servers whose deletion is to be proposed when they are empty; true where it has been said that it waits. */
	readonly deletions: ReadonlyMap<RowId, boolean>;
	/** How long connections still live at most, in seconds, and when that was asked (monotonic milliseconds). */
	readonly expiries: ReadonlyMap<RowId, {readonly asked: number; readonly seconds: number | null}>;
	/** Whether persistent connections have to be read. */
	readonly needPersistent: boolean;
}

/** What a console knows that has not looked yet. */
export const noDrains: Drains = {
	followed: new Map(),
	suspected: new Map(),
	undone: [],
	doubted: new Set(),
	deletions: new Map(),
	expiries: new Map(),
	needPersistent: false,
};

/**
 * So many readings must show weight again, and what is remembered is read again after each: an undrain by
 * another lvstop gives the weight first and forgets the drain a moment later.
 */
const readingsToBeSure = 2;

function isSame(one: RememberedDrain, other: RememberedDrain): boolean {
	return one.service === other.service && one.server === other.server && one.since === other.since;
}

function isTold({undone}: Drains, remembered: RememberedDrain): boolean {
	return undone.some(({drain}) => isSame(drain, remembered));
}

function suspect(
	before: Suspicion | undefined,
	facts: DirectorFacts,
	isNewReading: boolean,
): Suspicion {
	if (before === undefined) {
		return {readings: 1, facts};
	}

	return isNewReading && before.readings < readingsToBeSure
		? {readings: before.readings + 1, facts}
		: before;
}

/** Whether what is remembered was read after enough readings. */
function isSure({readings, facts}: Suspicion, now: DirectorFacts): boolean {
	return readings >= readingsToBeSure && facts !== now;
}

/** Where messages about plans that drain come from. */
export const drainOrigin = 'drain';

/** Where messages come from that are said without anybody having pressed a key. */
const noticeOrigin = 'drains';

function emptyNotice({service, server}: ServerInService, {emptyAfter, progress}: FollowedDrain) {
	const after =
		emptyAfter === null ? '' : `: ${drainInWords(service, {...progress, took: emptyAfter})}`;
	return {
		severity: 'info',
		text: `${targetName({service, server})} is drained${after}`,
		origin: noticeOrigin,
	} as const;
}

/** The servers of the remembered drains that the director has, by their rows. */
function serversOf({poll}: ConsoleState, {drains}: DirectorFacts) {
	const ids = new Set(drains.map(({service, server}) => serverRowId(service, server)));
	const found = ids.size === 0 ? [] : findServers(poll.director, ids);
	return new Map(
		found.map(target => [serverRowId(target.service.id, target.server.id), target] as const),
	);
}

/** After a plan has failed at a step: a drain of that step may have begun, or not. */
export function doubtDrains({steps}: Plan, done: number): Reducer {
	return ({drains}) => {
		const doubted = drainsOf({steps: steps.slice(done, done + 1)}, 0).map(({service, server}) =>
			serverRowId(service, server),
		);
		return doubted.length === 0
			? {}
			: {drains: {...drains, doubted: new Set([...drains.doubted, ...doubted])}};
	};
}

/** The drains after a new reading or after what is remembered was read, with what is to be said of them. */
export function settleDrains(
	previous: ConsoleState,
	state: ConsoleState,
): {readonly drains: Drains; readonly notices: readonly Message[]} {
	const {drains: before, facts, applying} = state;
	const {director} = state.poll;
	if (facts === null || director === null) {
		return {drains: before, notices: []};
	}

	const isFirst = previous.facts === null || previous.poll.director === null;
	const isNewReading = previous.poll.director !== director;
	const servers = serversOf(state, facts);
	const followed = new Map<RowId, FollowedDrain>();
	const suspected = new Map<RowId, Suspicion>();
	const undone = before.undone.filter(({drain}) =>
		facts.drains.some(remembered => isSame(remembered, drain)),
	);
	const notices: Message[] = [];
	for (const drain of facts.drains) {
		const id = serverRowId(drain.service, drain.server);
		const target = servers.get(id);
		if (target === undefined) {
			continue;
		}

		const {service, server} = target;
		if (server.weight === 0) {
			const known = before.followed.get(id);
			const now = followDrain(drain, known?.since === drain.since ? known : undefined, {
				...target,
				director,
				kinds: emptyWhen(service, facts.sysctls),
				isFirst,
			});
			const isNews = now.isEmpty && !now.told;
			notices.push(...(isNews ? [emptyNotice(target, now)] : []));
			followed.set(id, {...now, told: now.told || isNews});
		} else if (applying === null && !isTold(before, drain)) {
			const suspicion = suspect(before.suspected.get(id), facts, isNewReading);
			if (isSure(suspicion, facts)) {
				const found = {drain, weight: server.weight};
				undone.push(found);
				if (!before.doubted.has(id)) {
					notices.push({severity: 'warning', text: undoneInWords(found), origin: noticeOrigin});
				}
			} else {
				suspected.set(id, suspicion);
			}
		}
	}

	const isResolved = (id: RowId) => followed.has(id) || before.suspected.has(id);
	const isOver = (id: RowId) => before.followed.has(id) && !followed.has(id);
	return {
		notices,
		drains: {
			followed,
			suspected,
			undone,
			doubted: new Set([...before.doubted].filter(id => suspected.has(id) || !isResolved(id))),
			deletions: new Map([...before.deletions].filter(([id]) => !isOver(id))),
			expiries: new Map([...before.expiries].filter(([id]) => followed.has(id))),
			needPersistent: [...followed.values()].some(
				({isEmpty, kinds}) => !isEmpty && kinds.includes('persistent'),
			),
		},
	};
}
