/**
 * Parses the numbers of `--stats` and `--rate`. Without `--exact` ipvsadm shortens those of nine digits and more: it
 * divides by a power of 1000, truncates, and adds K, M, G or T.
 */
import {readCounter, unreadable} from './words.ts';

const units: Readonly<Record<string, bigint>> = {
	K: 1000n,
	M: 1_000_000n,
	G: 1_000_000_000n,
	T: 1_000_000_000_000n,
};

/** Parses `4096` or `123456K`. A shortened number is the truncated value, so up to one unit too small. */
export function readShortenedNumber(word: string | undefined, what: string): bigint {
	const unit = units[word?.at(-1) ?? ''];
	return unit === undefined
		? readCounter(word, what)
		: readCounter(word?.slice(0, -1), what) * unit;
}

/** Like {@link readShortenedNumber}, as a plain number for rates. */
export function readShortenedRate(word: string | undefined, what: string): number {
	const rate = Number(readShortenedNumber(word, what));
	return Number.isSafeInteger(rate) ? rate : unreadable(`${what} is too large`);
}
