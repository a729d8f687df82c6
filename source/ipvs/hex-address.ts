/**
 * Addresses, ports and netmasks in the format of the files in /proc/net.
 *
 * An IPv4 address is eight upper-case hexadecimal digits in reading order (`0A010101` is 10.1.1.1), an IPv6 address all
 * 32 lower-case digits with colons, a port four upper-case digits (verified on Linux 6.1, /proc/net/ip_vs and
 * ip_vs_conn).
 */
import type {AddressFamily, Endpoint, IpAddress} from './address.ts';
import {formatIpv4, parseIpv4} from './ipv4.ts';
import {formatIpv6, parseIpv6} from './ipv6.ts';

const hexIpv4 = /^[0-9A-F]{8}$/i;
const hexIpv6 = /^[0-9a-f]{4}(?::[0-9a-f]{4}){7}$/i;
const hexPort = /^[0-9A-F]{4}$/i;

function hex(number: number, digits: number): string {
	return number.toString(16).toUpperCase().padStart(digits, '0');
}

/** Parses `0A010101` or `2001:0db8:0000:0000:0000:0000:0000:0001` to a canonical address; null for anything else. */
export function parseHexAddress(text: string): IpAddress | null {
	if (hexIpv4.test(text)) {
		return formatIpv4(Number.parseInt(text, 16));
	}

	const words = hexIpv6.test(text) ? parseIpv6(text) : null;
	return words === null ? null : formatIpv6(words);
}

/** `0050` is 80; null if the text is not four digits. */
export function parseHexPort(text: string): number | null {
	return hexPort.test(text) ? Number.parseInt(text, 16) : null;
}

/** Parses `0A010101:0050` or `[2001:0db8:…:0001]:0050`, as in /proc/net/ip_vs; null for anything else. */
export function parseHexEndpoint(text: string): Endpoint | null {
	const colon = text.lastIndexOf(':');
	const bracketed = text.startsWith('[') && text[colon - 1] === ']';
	const address = parseHexAddress(bracketed ? text.slice(1, colon - 1) : text.slice(0, colon));
	const port = parseHexPort(text.slice(colon + 1));
	return address === null || port === null || bracketed !== address.includes(':')
		? null
		: {address, port};
}

/** The reverse of {@link parseHexAddress}. */
export function formatHexAddress(address: IpAddress): string {
	const words = address.includes(':') ? parseIpv6(address) : null;
	return words === null
		? hex(parseIpv4(address) ?? 0, 8)
		: words.map(word => word.toString(16).padStart(4, '0')).join(':');
}

/** The reverse of {@link parseHexPort}. */
export function formatHexPort(port: number): string {
	return hex(port, 4);
}

/** The reverse of {@link parseHexEndpoint}. */
export function formatHexEndpoint({address, port}: Endpoint): string {
	const hexAddress = formatHexAddress(address);
	return `${address.includes(':') ? `[${hexAddress}]` : hexAddress}:${formatHexPort(port)}`;
}

function swapBytes(number: number): number {
	return (
		((number & 0xff) << 24) | ((number & 0xff00) << 8) | ((number >>> 8) & 0xff00) | (number >>> 24)
	);
}

/**
 * The netmask of a persistent service as /proc/net/ip_vs prints it. An IPv6 prefix length is byte-swapped on a
 * little-endian machine: 64 is `40000000` (verified on Linux 6.1).
 */
export function formatHexNetmask(family: AddressFamily, netmask: string): string {
	return hex(family === 'ipv4' ? (parseIpv4(netmask) ?? 0) : swapBytes(Number(netmask)) >>> 0, 8);
}

/**
 * Converts the eight digits of /proc/net/ip_vs to a netmask as `-M` accepts it; null if they are invalid for that
 * family.
 */
export function parseHexNetmask(family: AddressFamily, maskHex: string): string | null {
	if (!hexIpv4.test(maskHex)) {
		return null;
	}

	const number = Number.parseInt(maskHex, 16);
	if (family === 'ipv4') {
		return formatIpv4(number);
	}

	const prefix = swapBytes(number) >>> 0;
	return prefix >= 1 && prefix <= 128 ? String(prefix) : null;
}
