/**
 * The director's totals, byte for byte as Linux 6.1 to 7.2 print them: hexadecimal, in capitals.
 */
import {type Counters, counterNames, type Rates, type Totals} from '../counters.ts';
import type {PerCpuStats} from '../listing.ts';
import {procStatsPerCpuTitles, procStatsTitles} from '../listing-titles.ts';

const widths: Readonly<Record<(typeof counterNames)[number], number>> = {
	connections: 8,
	inPackets: 8,
	outPackets: 8,
	inBytes: 16,
	outBytes: 16,
};

function hexColumns(numbers: Counters | Rates): string {
	return counterNames
		.map(name => BigInt(numbers[name]).toString(16).toUpperCase().padStart(widths[name]))
		.join(' ');
}

/** `/proc/net/ip_vs_stats`. Rates are whole numbers. */
export function formatProcStats({counters, kernelRates}: Totals): string {
	return [
		procStatsTitles.first,
		procStatsTitles.second,
		hexColumns(counters),
		'',
		procStatsTitles.rates,
		hexColumns(kernelRates),
		'',
	].join('\n');
}

/** `/proc/net/ip_vs_stats_percpu`. Rates are whole numbers. */
export function formatProcStatsPerCpu({cpus, sampled, kernelRates}: PerCpuStats): string {
	return [
		procStatsPerCpuTitles.first,
		procStatsPerCpuTitles.second,
		...cpus.map(
			({cpu, counters}) => `${cpu.toString(16).toUpperCase().padStart(3)} ${hexColumns(counters)}`,
		),
		`  ~ ${hexColumns(sampled)}`,
		'',
		procStatsPerCpuTitles.rates,
		`    ${hexColumns(kernelRates)}`,
		'',
	].join('\n');
}
