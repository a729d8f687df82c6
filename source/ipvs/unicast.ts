/**
 * The addresses that the kernel accepts for a server (each verified on Linux 6.1, test/fixtures/…/rule-forms.txt).
 */
import type {IpAddress} from './address.ts';
import {parseIpv4} from './ipv4.ts';
import {parseIpv6} from './ipv6.ts';

/** The kind of an IPv4 address that the kernel refuses, or null. It accepts 240.0.0.0/4 and 0.0.0.1. */
function refuseIpv4(number: number): string | null {
	if (number === 0) {
		return 'it is the unspecified address';
	}

	if (number === 0xffff_ffff || number === 0x7fff_ffff) {
		return 'it is a broadcast address';
	}

	return number >>> 28 === 0xe ? 'it is a multicast address' : null;
}

/** The kind of an IPv6 address that the kernel refuses, or null. */
function refuseIpv6(words: readonly number[]): string | null {
	const [first = 0] = words;
	if (words.every(word => word === 0)) {
		return 'it is the unspecified address';
	}

	if (first >>> 8 === 0xff) {
		return 'it is a multicast address';
	}

	if ((first & 0xffc0) === 0xfe80) {
		return 'it is a link-local address, and IPVS does not know which link';
	}

	return words.slice(0, 5).every(word => word === 0) && words[5] === 0xffff
		? 'it is an IPv4 address in IPv6 form; write the IPv4 address'
		: null;
}

/**
 * Why the kernel refuses a server with this address; null if it accepts it. The director's own addresses are not known
 * here: the kernel also refuses the broadcast addresses of its networks, and accepts its own link-local addresses
 * (test/lab/rule-forms.test.ts).
 */
export function whyNotUnicast(address: IpAddress): string | null {
	const words = address.includes(':') ? parseIpv6(address) : null;
	return words === null ? refuseIpv4(parseIpv4(address) ?? 0) : refuseIpv6(words);
}
