/**
 * One director in the state: its reading, how old that is, what is rarely read of it, and what features keep of it.
 * Nothing here depends on what the screen shows, so that a console can hold several.
 */
import type {LiveDirector, PollState} from '../../director/polling/live.ts';
import {noTotals, type RateHistory, type TableTotals} from '../../director/table-totals.ts';
import type {IpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import type {Owner} from '../../ipvs/owner.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import type {Sysctls} from '../../plans/seen.ts';

declare const directorId: unique symbol;

/** Which director. Ids of different directors are different. */
export type DirectorId = string & {readonly [directorId]: true};

/** The id of a director that is reached in this way: `local`, `ssh root@lb1`, … */
export function directorIdOf(place: string): DirectorId {
	return place as DirectorId;
}

/** The facts that are rarely read of a director, and those that are remembered. */
export interface DirectorFacts {
	readonly sysctls: Sysctls;
	/** Oldest first. */
	readonly drains: readonly RememberedDrain[];
	/** Who else manages the table; null if that could not be found out. */
	readonly owners: readonly Owner[] | null;
	/** The version of the director's ipvsadm; not there or null if it is not known. */
	readonly ipvsadm?: IpvsadmVersion | null;
}

export interface DirectorState extends Omit<PollState, 'director'> {
	readonly id: DirectorId;
	/** The last good reading; null before the first one. */
	readonly live: LiveDirector | null;
	readonly totals: TableTotals;
	/** New connections per second at the last readings, the newest last. */
	readonly history: RateHistory;
	/** Null until they were read for the first time. */
	readonly facts: DirectorFacts | null;
	/** Where the commands that change it are logged; null if they are not. */
	readonly logPath: string | null;
	/** The state that each feature keeps for this director, by the id of the feature; only its slice can read it. */
	readonly kept: Readonly<Record<string, unknown>>;
}

/** A director of which nothing was read yet. */
export function unreadDirector(
	id: DirectorId,
	logPath: string | null,
	kept: DirectorState['kept'],
): DirectorState {
	return {
		id,
		live: null,
		stale: null,
		readingSince: null,
		stretched: null,
		totals: noTotals,
		history: [],
		facts: null,
		logPath,
		kept,
	};
}
