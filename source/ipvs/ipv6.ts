/**
 * IPv6 addresses as eight 16-bit words, and as text.
 */
import {parseIpv4} from './ipv4.ts';

const wordText = /^[0-9a-f]{1,4}$/i;

function pushWords(text: string, words: number[]): boolean {
	if (text === '') {
		return true;
	}

	for (const word of text.split(':')) {
		if (!wordText.test(word)) {
			return false;
		}

		words.push(Number.parseInt(word, 16));
	}

	return true;
}

/** `::ffff:10.0.0.1` with its dotted end written as two words, or null where that end is not an IPv4 address. */
function withoutDottedEnd(text: string): string | null {
	if (!text.includes('.')) {
		return text;
	}

	const end = text.lastIndexOf(':') + 1;
	const ipv4 = parseIpv4(text.slice(end));
	if (ipv4 === null) {
		return null;
	}

	return `${text.slice(0, end)}${(ipv4 >>> 16).toString(16)}:${(ipv4 & 0xffff).toString(16)}`;
}

/** The eight words of any spelling that inet_pton takes, or null. A zone (`%eth0`) is not part of an address. */
export function parseIpv6(anySpelling: string): readonly number[] | null {
	const text = withoutDottedEnd(anySpelling);
	if (text === null) {
		return null;
	}

	const words: number[] = [];
	const gap = text.indexOf('::');
	if (gap === -1) {
		return pushWords(text, words) && words.length === 8 ? words : null;
	}

	const behind: number[] = [];
	if (!pushWords(text.slice(0, gap), words) || !pushWords(text.slice(gap + 2), behind)) {
		return null;
	}

	const missing = 8 - words.length - behind.length;
	return missing < 1 ? null : [...words, ...new Array<number>(missing).fill(0), ...behind];
}

/** The longest run of two or more zero words, the first of equally long ones. */
function longestZeroRun(words: readonly number[]): {start: number; length: number} {
	let best = {start: -1, length: 1};
	let start = 0;
	for (let index = 0; index < 8; index += 1) {
		if (words[index] !== 0) {
			start = index + 1;
		} else if (index + 1 - start > best.length) {
			best = {start, length: index + 1 - start};
		}
	}

	return best;
}

function hexWords(words: readonly number[]): string {
	return words.map(word => word.toString(16)).join(':');
}

function dotted(words: readonly number[]): string {
	const [high = 0, low = 0] = words.slice(6);
	return `${high >> 8}.${high & 0xff}.${low >> 8}.${low & 0xff}`;
}

/**
 * The text that glibc's inet_ntop makes of eight words: lower case, the longest run of zeros as `::`,
 * and a dotted end where the first six words are those of an IPv4-compatible or IPv4-mapped address.
 */
export function formatIpv6(words: readonly number[]): string {
	const {start, length} = longestZeroRun(words);
	if (start === -1) {
		return hexWords(words);
	}

	if (start === 0 && length === 6) {
		return `::${dotted(words)}`;
	}

	if (start === 0 && length === 5 && words[5] === 0xffff) {
		return `::ffff:${dotted(words)}`;
	}

	return `${hexWords(words.slice(0, start))}::${hexWords(words.slice(start + length))}`;
}
