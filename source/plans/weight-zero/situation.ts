/**
 * The facts besides the rows that decide how a server of weight 0 empties.
 */
import type {SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import type {KnownService, Sysctls} from '../seen.ts';
import {unknownSysctls} from '../seen.ts';

/** The settings of the director. */
export interface DrainSituation {
	readonly sysctls: Sysctls;
	/** Null if they were not read. */
	readonly settings: {
		readonly timeouts: Timeouts;
		readonly daemons: readonly SyncDaemon[];
	} | null;
}

/** The settings and all services of the director. */
export interface DirectorSituation extends DrainSituation {
	readonly services: readonly KnownService[];
}

/** For callers that know nothing about the director. */
export const unknownSituation: DirectorSituation = {
	sysctls: unknownSysctls,
	settings: null,
	services: [],
};
