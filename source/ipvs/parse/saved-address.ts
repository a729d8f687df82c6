/**
 * Addresses with ports as rules spell them: numbers, service names, no port at all.
 */
import {
	type AddressFamily,
	familyOf,
	type IpAddress,
	parseEndpoint,
	parseIpAddress,
} from '../address.ts';
import type {Protocol} from '../service.ts';
import type {ResolvePort} from '../service-names.ts';
import {readCount, unreadable} from './words.ts';

/** An address; the port is null where none is given. */
export interface SavedAddress {
	readonly address: IpAddress;
	readonly port: number | null;
}

const bracketed = /^\[([^\]]*)\]:(.+)$/;
const digits = /^\d+$/;

/** Numbers only: what a name means depends on the machine and the moment, so it cannot be part of a rule. */
function readAddress(text: string, family: AddressFamily): IpAddress {
	const address = parseIpAddress(text);
	return address !== null && familyOf(address) === family
		? address
		: unreadable(`not an address in numbers (save with -n to have no names): ${text}`);
}

function readPort(text: string, protocol: Protocol, resolvePort: ResolvePort): number {
	return digits.test(text)
		? readCount(text, 'the port', 65_535)
		: (resolvePort(text, protocol) ??
				unreadable(`unknown service name (save with -n to have no names): ${text}`));
}

/** `10.1.1.1:80`, `10.1.1.1:http`, `10.1.1.1`, `[2001:db8::1]:80` or `2001:db8::1`; as in ipvsadm, brackets need a port. */
export function readSavedAddress(
	text: string,
	protocol: Protocol,
	resolvePort: ResolvePort,
): SavedAddress {
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
			address: readAddress(inBrackets, 'ipv6'),
			port: readPort(portBehind, protocol, resolvePort),
		};
	}

	const colon = text.indexOf(':');
	if (colon === -1) {
		return {address: readAddress(text, 'ipv4'), port: null};
	}

	return {
		address: readAddress(text.slice(0, colon), 'ipv4'),
		port: readPort(text.slice(colon + 1), protocol, resolvePort),
	};
}
