/**
 * What of a director rarely changes: timeouts, sync daemons, and how the kernel keeps statistics.
 */
import {syncDaemonsParser} from '../../ipvs/parse/sync-daemons.ts';
import {timeoutsParser} from '../../ipvs/parse/timeouts.ts';
import {PortError} from '../port/port.ts';
import type {Reading, Settings} from './reading.ts';
import type {Sources, SourceText} from './sources.ts';

const sysctls = '/proc/sys/net/ipv4/vs';

/** Timeouts and sync daemons, by ipvsadm. */
export async function readSettings(sources: Sources): Promise<Settings> {
	return {
		timeouts: await sources.ipvsadm(['-Ln', '--timeout'], timeoutsParser),
		daemons: await sources.ipvsadm(['-Ln', '--daemon'], syncDaemonsParser),
	};
}

/** Whether the kernel refreshes its statistics; null where it does not say, as before Linux 5.16. */
export async function readEstimation(sources: Sources): Promise<boolean | null> {
	const found = await readOptional(sources, `${sysctls}/run_estimation`);
	return found === null ? null : found.text.trim() !== '0';
}

/** How the kernel refreshes them: the file est_nice came with the estimator that spreads its work (Linux 6.2). */
export async function readRefresh(sources: Sources): Promise<Reading['refresh']> {
	try {
		const found = await sources.fileIfThere(`${sysctls}/est_nice`);
		return found === null ? 'together' : 'spread';
	} catch (error) {
		return unlessGone(error);
	}
}

/** Single sysctls may be unreadable; each is optional. */
async function readOptional(sources: Sources, path: string): Promise<SourceText | null> {
	return await sources.fileIfThere(path).catch(unlessGone);
}

/** Null for a file that may not be read; a way that is broken breaks the reading. */
function unlessGone(error: unknown): null {
	if (error instanceof PortError && error.failure === 'forbidden') {
		return null;
	}

	throw error;
}
