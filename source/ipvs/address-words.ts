/**
 * Addresses as four signed 32-bit words, as rows of the connection table have them. IPv4 is in the first word.
 */
import {familyOf, type IpAddress} from './address.ts';
import {formatIpv4, parseIpv4} from './ipv4.ts';
import {formatIpv6, parseIpv6} from './ipv6.ts';

/** The address in the four words from `at` on, in canonical form. */
export function addressOf(words: ArrayLike<number>, at: number, ipv6: boolean): IpAddress {
	if (!ipv6) {
		return formatIpv4(words[at] ?? 0);
	}

	const halves: number[] = [];
	for (let index = at; index < at + 4; index += 1) {
		const word = words[index] ?? 0;
		halves.push(word >>> 16, word & 0xffff);
	}

	return formatIpv6(halves);
}

/** The four signed words of a canonical address. */
export function wordsOf(address: IpAddress): Int32Array {
	const words = new Int32Array(4);
	if (familyOf(address) === 'ipv4') {
		words[0] = parseIpv4(address) ?? 0;
		return words;
	}

	const halves = parseIpv6(address) ?? [];
	for (let index = 0; index < 4; index += 1) {
		words[index] = ((halves[index * 2] ?? 0) << 16) | (halves[index * 2 + 1] ?? 0);
	}

	return words;
}
