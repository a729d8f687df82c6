/**
 * IP addresses as text in the form that the kernel's tools print (inet_ntop), so that equal addresses are equal
 * strings.
 */
import {type Ipv4Address, isIpv4, parseIpv4} from './ipv4.ts';
import {formatIpv6, type Ipv6Address, parseIpv6} from './ipv6.ts';

export type AddressFamily = 'ipv4' | 'ipv6';

/**
 * `10.0.0.8` or `2001:db8::8`, always in canonical form. A type of its own, so that no other text can stand in for it;
 * create one with {@link parseIpAddress}.
 */
export type IpAddress = Ipv4Address | Ipv6Address;

/** An address with a port. */
export interface Endpoint {
	readonly address: IpAddress;
	readonly port: number;
}

/** Whether a canonical address is IPv4 or IPv6. */
export function familyOf(address: IpAddress): AddressFamily {
	return address.includes(':') ? 'ipv6' : 'ipv4';
}

/**
 * The address in canonical form; null if the text is not an address (host names, short IPv4 forms and zones are not).
 */
export function parseIpAddress(text: string): IpAddress | null {
	if (!text.includes(':')) {
		return isIpv4(text) ? text : null;
	}

	const words = parseIpv6(text);
	return words === null ? null : formatIpv6(words);
}

/** The address that a literal of this program names. @throws {Error} if it is not one */
export function ipAddress(literal: string): IpAddress {
	const address = parseIpAddress(literal);
	if (address === null) {
		throw new Error(`not an IP address: ${literal}`);
	}

	return address;
}

/** Compares IPv4 before IPv6, each by number. Both addresses are canonical. */
export function compareAddresses(one: IpAddress, other: IpAddress): number {
	if (one === other) {
		return 0;
	}

	const oneIsIpv6 = one.includes(':');
	if (oneIsIpv6 !== other.includes(':')) {
		return oneIsIpv6 ? 1 : -1;
	}

	if (!oneIsIpv6) {
		return (parseIpv4(one) ?? 0) - (parseIpv4(other) ?? 0);
	}

	const oneWords = parseIpv6(one) ?? [];
	const otherWords = parseIpv6(other) ?? [];
	const index = oneWords.findIndex((word, at) => word !== otherWords[at]);
	return (oneWords[index] ?? 0) - (otherWords[index] ?? 0);
}

const portText = /^(?:0|[1-9]\d{0,4})$/;

/** Parses 0 to 65535 in decimal without leading zeros; null for anything else. */
export function parsePort(text: string): number | null {
	if (!portText.test(text)) {
		return null;
	}

	const port = Number(text);
	return port > 65_535 ? null : port;
}

/** Parses `10.0.0.8:80` or `[2001:db8::8]:80`; null for anything else. */
export function parseEndpoint(text: string): Endpoint | null {
	const colon = text.lastIndexOf(':');
	const port = parsePort(text.slice(colon + 1));
	if (colon === -1 || port === null) {
		return null;
	}

	if (!text.startsWith('[')) {
		const address = text.slice(0, colon);
		return isIpv4(address) ? {address, port} : null;
	}

	const words = text[colon - 1] === ']' ? parseIpv6(text.slice(1, colon - 1)) : null;
	return words === null ? null : {address: formatIpv6(words), port};
}

/** An address with a port: `10.0.0.8:80`, `[2001:db8::8]:80`. */
export type EndpointText =
	| `${number}.${number}.${number}.${number}:${number}`
	| `[${string}]:${number}`;

/** Writes an endpoint as `10.0.0.8:80` or `[2001:db8::8]:80`. */
export function formatEndpoint({address, port}: Endpoint): EndpointText {
	const text = address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
	// The parsers of addresses let only these forms through.
	return text as EndpointText;
}

/** Compares by address, then by port. */
export function compareEndpoints(one: Endpoint, other: Endpoint): number {
	return compareAddresses(one.address, other.address) || one.port - other.port;
}
