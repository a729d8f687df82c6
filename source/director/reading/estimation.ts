/**
 * Whether the kernel updates its statistics: two sysctls can stop its estimator, and then every counter and rate of a
 * service, a server and the totals keeps its last value.
 */
import type {Clock} from '../port/clock.ts';
import {PortError} from '../port/port.ts';
import type {Reading} from './reading.ts';
import type {Sources} from './sources.ts';

/** The folder of the IPVS sysctls. */
export const sysctlFolder = '/proc/sys/net/ipv4/vs';

/** The values of the two sysctls. */
export type Estimation = Pick<Reading, 'estimation' | 'estimationStoppedBy'>;

/** A missing file is looked for again after this many milliseconds: only another kernel would have it. */
const absentFor = 600_000;

/**
 * Creates a function that reads both sysctls. That is cheap enough for every reading of the counters, and stopped
 * counters must never be shown as live. `run_estimation` came with Linux 5.16, `est_cpulist` with 6.2 (an empty list
 * stops the estimator while `run_estimation` stays 1; seen on 7.2).
 */
export function createEstimationReader(clock: Clock): (sources: Sources) => Promise<Estimation> {
	const absentSince = new Map<string, number>();

	const textOf = async (sources: Sources, name: string): Promise<string | null> => {
		const since = absentSince.get(name);
		if (since !== undefined && clock.monotonic() - since < absentFor) {
			return null;
		}

		const found = await sources.fileIfThere(`${sysctlFolder}/${name}`).catch(unlessForbidden);
		if (found === null) {
			absentSince.set(name, clock.monotonic());
			return null;
		}

		absentSince.delete(name);
		return found.text.trim();
	};

	return async sources => {
		const [run, processors] = await Promise.all([
			textOf(sources, 'run_estimation'),
			textOf(sources, 'est_cpulist'),
		]);
		if (run === '0') {
			return {estimation: false, estimationStoppedBy: 'run_estimation'};
		}

		return processors === ''
			? {estimation: false, estimationStoppedBy: 'est_cpulist'}
			: {estimation: run === null ? null : true, estimationStoppedBy: null};
	};
}

/** Null for a file that may not be read. A failed connection makes the reading fail. */
export function unlessForbidden(error: unknown): null {
	if (error instanceof PortError && error.failure === 'forbidden') {
		return null;
	}

	throw error;
}
