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

/** The names of the two sysctls. */
const names = ['run_estimation', 'est_cpulist'] as const;

/** Reads both sysctls. */
export interface EstimationReader {
	read(sources: Sources): Promise<Estimation>;
	/** The files that it would read now. */
	files(): readonly string[];
}

/**
 * Creates a reader of both sysctls. That is cheap enough for every reading of the counters, and stopped counters must
 * never be shown as live. `run_estimation` came with Linux 5.16, `est_cpulist` with 6.2 (an empty list stops the
 * estimator while `run_estimation` stays 1; seen on 7.2).
 */
export function createEstimationReader(clock: Clock): EstimationReader {
	const absentSince = new Map<string, number>();
	const pathOf = (name: string) => `${sysctlFolder}/${name}`;

	const isAbsent = (name: string) => {
		const since = absentSince.get(name);
		return since !== undefined && clock.monotonic() - since < absentFor;
	};

	const textOf = async (sources: Sources, name: string): Promise<string | null> => {
		if (isAbsent(name)) {
			return null;
		}

		const found = await sources.fileIfThere(pathOf(name)).catch(unlessForbidden);
		if (found === null) {
			absentSince.set(name, clock.monotonic());
			return null;
		}

		absentSince.delete(name);
		return found.text.trim();
	};

	return {
		files: () => names.filter(name => !isAbsent(name)).map(pathOf),
		async read(sources) {
			const [run, processors] = await Promise.all([
				textOf(sources, names[0]),
				textOf(sources, names[1]),
			]);
			if (run === '0') {
				return {estimation: false, estimationStoppedBy: 'run_estimation'};
			}

			return processors === ''
				? {estimation: false, estimationStoppedBy: 'est_cpulist'}
				: {estimation: run === null ? null : true, estimationStoppedBy: null};
		},
	};
}

/** Null for a file that may not be read. A failed connection makes the reading fail. */
export function unlessForbidden(error: unknown): null {
	if (error instanceof PortError && error.failure === 'forbidden') {
		return null;
	}

	throw error;
}
