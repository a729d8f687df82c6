/**
 * Addresses with ports as rules spell them: numbers, service names, or no port.
 */
import {
	type AddressFamily,
	familyOf,
	type IpAddress,
	parseEndpoint,
	parseIpAddress,
} from '../address.ts';
import type {Protocol} from '../service.ts';
import type {Names} from '../service-names.ts';
import {readWrittenNumber, unreadable} from './words.ts';

/** An address; the port is null if none is given. */
export interface SavedAddress {
	readonly address: IpAddress;
	readonly port: number | null;
}

const bracketed = /^\[([^\]]*)\]:(.+)$/;
const number = /^[+-]?\d+$/;

/** Ends like a name. A word of digits and dots only is a misspelt address. */
const hostName = /^(?:[\w-]+\.)*[a-z][\w-]*\.?$/i;

const saveInNumbers = ' (save with -n to avoid names)';

function readAddress(text: string, family: AddressFamily, {host, advice}: Names): IpAddress {
	const inNumbers = parseIpAddress(text);
	const address = inNumbers ?? (hostName.test(text) ? host(text, family) : null);
	return address !== null && familyOf(address) === family
		? address
		: unreadable(`not a numeric address${advice ?? saveInNumbers}: ${text}`);
}

function readPort(text: string, protocol: Protocol, names: Names): number {
	return number.test(text)
		? readWrittenNumber(text, 'the port', 65_535)
		: (names.port(text, protocol) ??
				unreadable(`unknown service name${names.advice ?? saveInNumbers}: ${text}`));
}

/**
 * Parses `10.1.1.1:80`, `10.1.1.1:http`, `10.1.1.1`, `[2001:db8::1]:80` or `2001:db8::1`; as in ipvsadm, brackets
 * require a port.
 */
export function readSavedAddress(text: string, protocol: Protocol, names: Names): SavedAddress {
	const inNumbers = parseEndpoint(text);
	if (inNumbers) {
		return inNumbers;
	}

	const whole = parseIpAddress(text);
	if (whole !== null) {
		return {address: whole, port: null};
	}

	if (text.startsWith('[')) {
		const [, inBrackets = '', portBehind = ''] =
			bracketed.exec(text) ?? unreadable(`an address in brackets needs a port: ${text}`);
		return {
			address: readAddress(inBrackets, 'ipv6', names),
			port: readPort(portBehind, protocol, names),
		};
	}

	const colon = text.indexOf(':');
	if (colon === -1) {
		return {address: readAddress(text, 'ipv4', names), port: null};
	}

	return {
		address: readAddress(text.slice(0, colon), 'ipv4', names),
		port: readPort(text.slice(colon + 1), protocol, names),
	};
}
