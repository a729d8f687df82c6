/**
 * The director's totals, from the files that everybody may read.
 */
import type {Totals} from '../../ipvs/counters.ts';
import type {PerCpuStats} from '../../ipvs/listing.ts';
import {procStatsParser} from '../../ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../ipvs/parse/proc-stats-per-cpu.ts';
import type {Clock} from '../port/clock.ts';
import type {Port} from '../port/port.ts';
import {totalsPath} from './failures.ts';
import {createSources, type Sources, type SourceText} from './sources.ts';

/** The totals, live and as the estimator has them. */
export const perCpuPath = '/proc/net/ip_vs_stats_percpu';

/** Both files say the same of the estimator's copy, so the second one is only read where there is no first. */
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
 * A look at nothing but the live totals: a small file, cheap enough to be read between two readings.
 * @returns what a poller takes as its `probe`
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
