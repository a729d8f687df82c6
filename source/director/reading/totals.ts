/**
 * The director's totals, from files that every user may read.
 */
import type {Totals} from '../../ipvs/counters.ts';
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {procStatsParser} from '../../ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../ipvs/parse/proc-stats-per-cpu.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {totalsPath} from './failures.ts';
import {createSources, type Sources, type SourceText} from './sources.ts';

/** The live totals, and the estimator's copy. */
export const perCpuPath = '/proc/net/ip_vs_stats_percpu';

/** Reads the totals. Both files have the estimator's copy, so the second one is only read if there is no first. */
export async function readTotals(
	sources: Sources,
	perCpuText: SourceText | null,
): Promise<{readonly totals: Totals | null; readonly perCpu: PerCpuStats | null}> {
	if (perCpuText !== null) {
		const perCpu = await sources.parse(perCpuText, procStatsPerCpuParser);
		const {sampled: counters, kernelRates} = perCpu;
		return {totals: {counters, kernelRates}, perCpu};
	}

	const text = await sources.fileIfThere(totalsPath);
	const totals = text === null ? null : await sources.parse(text, procStatsParser);
	return {totals, perCpu: null};
}

/**
 * Reads only the live totals: a small file, cheap enough to be read between two readings.
 * @returns a poller's `probe`
 */
export function createPerCpuProbe(
	port: Port,
	clock: Clock,
): (signal: AbortSignal) => Promise<PerCpuStats | null> {
	return async signal => {
		const sources = createSources(port, clock, signal);
		const text = await sources.fileIfThere(perCpuPath);
		return text === null ? null : (await readTotals(sources, text)).perCpu;
	};
}
