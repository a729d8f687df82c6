/**
 * Reads addresses on the command line of ipvsadm like inet_aton and inet_pton do. The only host name that can be
 * resolved is localhost.
 */
import type {AddressFamily, IpAddress} from '../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../ipvs/ipv6.ts';
import type {Protocol} from '../../ipvs/service.ts';
import {wholeNumber} from './numbers.ts';
import {portNamed} from './service-names.ts';

const partText = /^(?:0x[0-9a-f]*|0[0-7]*|[1-9]\d*)$/i;

/** strtoul with base 0: decimal, octal with a leading 0, hexadecimal with 0x; null for anything else. */
function readPart(text: string): number | null {
	if (!partText.test(text) || /^0x$/i.test(text)) {
		return null;
	}

	if (/^0x/i.test(text)) {
		return Number.parseInt(text.slice(2), 16);
	}

	return text.startsWith('0') ? Number.parseInt(text, 8) : Number(text);
}

/**
 * inet_aton: one to four parts, the last of which fills the rest of the address, so that `10.1` is 10.0.0.1. Text after
 * a blank is ignored. Null if the text is not an address.
 */
function readIpv4(text: string): number | null {
	return parseIpv4(text) ?? readOddIpv4(text);
}

/** Reads every form of address except four plain numbers. */
function readOddIpv4(text: string): number | null {
	const [address = ''] = text.split(/[ \t\n\v\f\r]/, 1);
	const parts = address.split('.').map(readPart);
	if (parts.length > 4 || parts.includes(null)) {
		return null;
	}

	const numbers = parts.map(Number);
	const last = numbers.pop() ?? 0;
	if (numbers.some(number => number > 255) || last >= 256 ** (4 - numbers.length)) {
		return null;
	}

	return numbers.reduce((sum, number, index) => sum + number * 256 ** (3 - index), last);
}

/** Resolves an IPv4 address, or a name for one. */
export function resolveIpv4(text: string): number | null {
	return readIpv4(text) ?? (text.toLowerCase() === 'localhost' ? 0x7f000001 : null);
}

/** An address as it was given; the port is null if there was none. */
export interface AddressArgument {
	readonly family: AddressFamily;
	readonly address: IpAddress;
	readonly port: number | null;
}

function readPort(text: string, protocol: Protocol | null): number | null {
	return wholeNumber(text, 0, 65_535) ?? (protocol === null ? null : portNamed(text, protocol));
}

/** Splits `[address]:port`; null if the colon after the bracket is missing. */
function splitBrackets(text: string): {host: string; port: string} | null {
	const bracket = text.indexOf(']');
	return bracket !== -1 && text[bracket + 1] === ':'
		? {host: text.slice(1, bracket), port: text.slice(bracket + 2)}
		: null;
}

function splitAtLastColon(text: string): {host: string; port: string | null} {
	const colon = text.lastIndexOf(':');
	return colon === -1
		? {host: text, port: null}
		: {host: text.slice(0, colon), port: text.slice(colon + 1)};
}

/**
 * Reads `host[:port]` as `-t`, `-u`, `--sctp-service` and `-r` accept it; null if it is invalid.
 *
 * As in ipvsadm, a bare number is refused, `[address]` needs a port, an IPv6 address without brackets has none, and the
 * port of an IPv4 address in brackets is lost.
 *
 * @param protocol the protocol for names of ports; null if names cannot be looked up
 */
export function readAddressArgument(
	text: string,
	protocol: Protocol | null,
): AddressArgument | null {
	if (/^\d*$/.test(text)) {
		return null;
	}

	const bracketed = text.startsWith('[');
	const inBrackets = bracketed ? splitBrackets(text) : null;
	if (bracketed && !inBrackets) {
		return null;
	}

	const words = parseIpv6(inBrackets?.host ?? text);
	if (words) {
		const port = inBrackets ? readPort(inBrackets.port, protocol) : null;
		return inBrackets && port === null ? null : {family: 'ipv6', address: formatIpv6(words), port};
	}

	const {host, port: portText} = splitAtLastColon(inBrackets?.host ?? text);
	const number = resolveIpv4(host);
	const port = portText === null ? null : readPort(portText, protocol);
	return number === null || (portText !== null && port === null)
		? null
		: {family: 'ipv4', address: formatIpv4(number), port};
}
