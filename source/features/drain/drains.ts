/**
 * The drains in progress: those that are remembered for this director, whoever began them, even before this lvstop
 * started.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorFacts, DirectorState} from '../../console/state/director-state.ts';
import type {Reducer} from '../../console/state/model.ts';
import {defineSlice, type Seen} from '../../console/state/slice.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import type {FollowedDrain} from './followed-drain.ts';

/** A server that has weight again although its drain is remembered. */
export interface Suspicion {
	/** The number of readings that have shown it. */
	readonly readings: number;
	/** The facts at the last of them. */
	readonly facts: DirectorFacts;
}

/** A remembered drain whose server has weight again. */
export interface UndoneDrain {
	readonly drain: RememberedDrain;
	/** Its current weight. */
	readonly weight: number;
}

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

/** The origin of messages about drain plans. */
export const drainOrigin = 'drain';
