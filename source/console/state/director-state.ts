/**
 * One director in the state: its reading, how old that is, rarely changing facts, and what features keep about it.
 * Nothing here depends on what the screen shows, so a console can have several.
 */
import type {LiveDirector, PollState} from '../../director/polling/live.ts';
import {noTotals, type RateHistory, type TableTotals} from '../../director/table-totals.ts';
import type {IpvsadmVersion} from '../../ipvs/ipvsadm-version.ts';
import type {Owner} from '../../ipvs/owner.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import type {Sysctls} from '../../plans/seen.ts';

declare const directorId: unique symbol;

/** Identifies a director; different directors have different ids. */
export type DirectorId = string & {readonly [directorId]: true};

/** The id of a director by how it is reached: `local`, `ssh root@lb1`, … */
export function directorIdOf(place: string): DirectorId {
	return place as DirectorId;
}

/** Rarely changing facts about a director, and stored data. */
export interface DirectorFacts {
	readonly sysctls: Sysctls;
	/** Oldest first. */
	readonly drains: readonly RememberedDrain[];
	/** The other owners of the table; null if they are not known. */
	readonly owners: readonly Owner[] | null;
	/** The version of the director's ipvsadm; missing or null if it is not known. */
	readonly ipvsadm?: IpvsadmVersion | null;
}

export interface DirectorState extends Omit<PollState, 'director'> {
	readonly id: DirectorId;
	/** The last good reading; null before the first one. */
	readonly live: LiveDirector | null;
	readonly totals: TableTotals;
	/** New connections per second at the last readings, the newest last. */
	readonly history: RateHistory;
	/** Null until they have been read. */
	readonly facts: DirectorFacts | null;
	/** The log of the commands that change it; null if there is none. */
	readonly logPath: string | null;
	/** Each feature's data about this director, by feature id; only its slice can read it. */
	readonly kept: Readonly<Record<string, unknown>>;
}

/** A director without any reading. */
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
