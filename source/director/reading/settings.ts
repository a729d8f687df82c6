/**
 * The rarely changing data of a director: timeouts, sync daemons, and how the kernel refreshes its statistics.
 */
import {syncDaemonsParser} from '../../ipvs/parse/sync-daemons.ts';
import {timeoutsParser} from '../../ipvs/parse/timeouts.ts';
import {sysctlFolder, unlessForbidden} from './estimation.ts';
import type {Reading, Settings} from './reading.ts';
import type {Sources} from './sources.ts';

/** Reads timeouts and sync daemons, by ipvsadm. */
export async function readSettings(sources: Sources): Promise<Settings> {
	return {
		timeouts: await sources.ipvsadm(['-Ln', '--timeout'], timeoutsParser),
		daemons: await sources.ipvsadm(['-Ln', '--daemon'], syncDaemonsParser),
	};
}

/**
 * Reads how the kernel refreshes its statistics: the file est_nice came with the estimator that spreads its work (Linux
 * 6.2).
 */
export async function readRefresh(sources: Sources): Promise<Reading['refresh']> {
	try {
		const found = await sources.fileIfThere(`${sysctlFolder}/est_nice`);
		return found === null ? 'together' : 'spread';
	} catch (error) {
		return unlessForbidden(error);
	}
}
