/**
 * `/proc/net/ip_vs_stats_percpu`: the live totals of every CPU, and the estimator's last copy of their sum.
 */
import type {Counters, Rates} from '../counters.ts';
import type {ParserFactory} from '../line-parser.ts';
import type {PerCpuStats} from '../listing.ts';
import {procStatsPerCpuTitles} from '../listing-titles.ts';
import {readHexCounters, readHexRates} from './proc-stats.ts';
import {expectWords, refuseCutLine, unreadable} from './words.ts';

const cpuText = /^[0-9A-F]{1,8}$/i;

type CpuRow = PerCpuStats['cpus'][number];

/** The expected next line. The numbers of CPUs are hexadecimal, and `~` marks the copy. */
type Place = 'first' | 'second' | 'cpus' | 'blank' | 'titles' | 'rates' | 'end';

/** Parses `/proc/net/ip_vs_stats_percpu`. */
export const procStatsPerCpuParser: ParserFactory<PerCpuStats> = () => {
	const cpus: CpuRow[] = [];
	let sampled: Counters | null = null;
	let kernelRates: Rates | null = null;
	let place: Place = 'first';

	function expect(line: string, title: string, next: Place): Place {
		return line === title ? next : unreadable('not the titles of /proc/net/ip_vs_stats_percpu');
	}

	function cpuLine(line: string): Place {
		const words = expectWords(line, 6);
		const counters = readHexCounters(words, 1);
		const [cpu = ''] = words;
		if (cpu === '~') {
			sampled = counters;
			return 'blank';
		}

		if (!cpuText.test(cpu)) {
			unreadable(`not the number of a CPU: ${cpu}`);
		}

		cpus.push({cpu: Number.parseInt(cpu, 16), counters});
		return 'cpus';
	}

	const steps: Readonly<Record<Place, (line: string) => Place>> = {
		first: line => expect(line, procStatsPerCpuTitles.first, 'second'),
		second: line => expect(line, procStatsPerCpuTitles.second, 'cpus'),
		cpus: cpuLine,
		blank: line => expect(line, '', 'titles'),
		titles: line => expect(line, procStatsPerCpuTitles.rates, 'rates'),
		rates(line) {
			kernelRates = readHexRates(line);
			return 'end';
		},
		end: () => unreadable('more lines than expected'),
	};

	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			place = steps[place](text);
		},
		end() {
			return sampled && kernelRates
				? {cpus, sampled, kernelRates}
				: unreadable('the file ends before its rates');
		},
	};
};
