/**
 * Which addresses the kernel takes for a server.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';
import {parseIpv6} from '../../ipvs/ipv6.ts';

function isUnicastIpv4(number: number): boolean {
	const isMulticast = number >>> 28 === 0xe;
	return number !== 0 && number !== 0xffff_ffff && !isMulticast;
}

function isUnicastIpv6(words: readonly number[]): boolean {
	const [first = 0] = words;
	const isUnspecified = words.every(word => word === 0);
	const isMulticast = first >>> 8 === 0xff;
	const isLinkLocal = (first & 0xffc0) === 0xfe80;
	const isMappedIpv4 = words.slice(0, 5).every(word => word === 0) && words[5] === 0xffff;
	return !isUnspecified && !isMulticast && !isLinkLocal && !isMappedIpv4;
}

/**
 * Whether a server may have this address. Broadcast addresses of the director's own networks, which the
 * kernel refuses, and link-local addresses of its own, which it takes, are not known here.
 */
export function isUnicast(address: IpAddress): boolean {
	const words = address.includes(':') ? parseIpv6(address) : null;
	return words === null ? isUnicastIpv4(parseIpv4(address) ?? 0) : isUnicastIpv6(words);
}
