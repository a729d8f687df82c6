/**
 * `/proc/net/ip_vs_stats`: the totals of the director, in hexadecimal.
 */
import type {Counters, Rates, Totals} from '../counters.ts';
import type {ParserFactory} from '../line-parser.ts';
import {procStatsTitles} from '../listing-titles.ts';
import {expectWords, refuseCutLine, shown, unreadable} from './words.ts';

const hexText = /^[0-9A-F]{1,16}$/i;

function readHex(word: string | undefined, what: string): bigint {
	return word !== undefined && hexText.test(word)
		? BigInt(`0x${word}`)
		: unreadable(`${what} is not a hexadecimal number: ${shown(word)}`);
}

/** Parses five counters from the words of a line, beginning with `first`. */
export function readHexCounters(words: readonly string[], first: number): Counters {
	return {
		connections: readHex(words[first], 'Conns'),
		inPackets: readHex(words[first + 1], 'incoming packets'),
		outPackets: readHex(words[first + 2], 'outgoing packets'),
		inBytes: readHex(words[first + 3], 'incoming bytes'),
		outBytes: readHex(words[first + 4], 'outgoing bytes'),
	};
}

/** Parses a line of five rates per second. */
export function readHexRates(line: string): Rates {
	const counters = readHexCounters(expectWords(line, 5), 0);
	return {
		connections: Number(counters.connections),
		inPackets: Number(counters.inPackets),
		outPackets: Number(counters.outPackets),
		inBytes: Number(counters.inBytes),
		outBytes: Number(counters.outBytes),
	};
}

/** Parses `/proc/net/ip_vs_stats`: the estimator's copy of the totals, up to two seconds old, and its rates. */
export const procStatsParser: ParserFactory<Totals> = () => {
	let counters: Counters | null = null;
	let kernelRates: Rates | null = null;
	let seen = 0;

	function expect(line: string, title: string): void {
		if (line !== title) {
			unreadable('not the titles of /proc/net/ip_vs_stats');
		}
	}

	const steps: readonly ((line: string) => void)[] = [
		line => expect(line, procStatsTitles.first),
		line => expect(line, procStatsTitles.second),
		line => {
			counters = readHexCounters(expectWords(line, 5), 0);
		},
		line => expect(line, ''),
		line => expect(line, procStatsTitles.rates),
		line => {
			kernelRates = readHexRates(line);
		},
	];

	return {
		line(text, terminated) {
			refuseCutLine(terminated);
			const step = steps[seen] ?? unreadable('more lines than expected');
			step(text);
			seen += 1;
		},
		end() {
			return counters && kernelRates
				? {counters, kernelRates}
				: unreadable('the file ends before its rates');
		},
	};
};
