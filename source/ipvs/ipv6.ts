/**
 * IPv6 addresses as eight 16-bit words, and as text.
 */
import ipaddr from 'ipaddr.js';
import {formatIpv4, parseIpv4} from './ipv4.ts';

declare const canonical: unique symbol;

/**
 * `2001:db8::8`, as {@link formatIpv6} writes it. A pattern of text would also fit an address with a port and the id of
 * a service, so the type carries a mark that only that function gives.
 */
export type Ipv6Address = `${string}:${string}` & {readonly [canonical]: 'IPv6 address'};

/** `::ffff:10.0.0.1` with its dotted end converted to two words; null if that end is not an IPv4 address. */
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

/** The eight words of any spelling that inet_pton accepts, or null. A zone (`%eth0`) is not part of an address. */
export function parseIpv6(anySpelling: string): readonly number[] | null {
	const text = withoutDottedEnd(anySpelling);
	if (text === null || text.includes('%')) {
		return null;
	}

	try {
		return ipaddr.IPv6.parse(text).parts;
	} catch {
		return null;
	}
}

/** The start and length of the longest run of two or more zero words; the first of equally long ones. */
function longestZeroRun(words: readonly number[]): {start: number; length: number} {
	const best = {start: -1, length: 1};
	let start = 0;
	for (let index = 0; index < 8; index += 1) {
		if (words[index] !== 0) {
			start = index + 1;
		} else if (index + 1 - start > best.length) {
			best.start = start;
			best.length = index + 1 - start;
		}
	}

	return best;
}

function hexWords(words: readonly number[], from: number, to: number): string {
	let text = '';
	for (let index = from; index < to; index += 1) {
		const word = (words[index] ?? 0).toString(16);
		text = index === from ? word : `${text}:${word}`;
	}

	return text;
}

/** The last two words as an IPv4 address. */
function dottedEnd(words: readonly number[]): string {
	return formatIpv4((words[6] ?? 0) * 0x1_0000 + (words[7] ?? 0));
}

/**
 * The text that glibc's inet_ntop makes of eight words: lower case, the longest run of zeros as `::`, and a dotted end
 * if the first six words are those of an IPv4-compatible or IPv4-mapped address.
 */
export function formatIpv6(words: readonly number[]): Ipv6Address {
	return canonicalText(words) as Ipv6Address;
}

function canonicalText(words: readonly number[]): string {
	const {start, length} = longestZeroRun(words);
	if (start === -1) {
		return hexWords(words, 0, 8);
	}

	if (start === 0 && length === 6) {
		return `::${dottedEnd(words)}`;
	}

	if (start === 0 && length === 5 && words[5] === 0xffff) {
		return `::ffff:${dottedEnd(words)}`;
	}

	return `${hexWords(words, 0, start)}::${hexWords(words, start + length, 8)}`;
}
