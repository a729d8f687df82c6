/**
 * The rarely changing data of a director: timeouts, sync daemons, and how the kernel refreshes its statistics.
 */
import {syncDaemonsParser, timeoutsParser} from '../../ipvs/parse/settings.ts';
import {sysctlFolder, unlessForbidden} from './estimation.ts';
import type {Reading, Settings} from './reading.ts';
import type {Sources} from './sources.ts';

/** The options of the listings. */
export const settingsViews = {
	timeouts: ['-Ln', '--timeout'],
	daemons: ['-Ln', '--daemon'],
} as const;

/** The file that shows how the kernel refreshes its statistics. */
export const refreshPath = `${sysctlFolder}/est_nice`;

/** Reads timeouts and sync daemons, by ipvsadm. */
export async function readSettings(sources: Sources): Promise<Settings> {
	return {
		timeouts: await sources.ipvsadm(settingsViews.timeouts, timeoutsParser),
		daemons: await sources.ipvsadm(settingsViews.daemons, syncDaemonsParser),
	};
}

/**
 * Reads how the kernel refreshes its statistics: the file est_nice came with the estimator that spreads its work (Linux
 * 6.2).
 */
export async function readRefresh(sources: Sources): Promise<Reading['refresh']> {
	try {
		const found = await sources.fileIfThere(refreshPath);
		return found === null ? 'together' : 'spread';
	} catch (error) {
		return unlessForbidden(error);
	}
}
