/**
 * One end of a connection in a line of `/proc/net/ip_vs_conn`: an address and a port, in hexadecimal.
 */
import type {ConnectionRow} from './connection-row.ts';
import {fourDigits} from './hex-digits.ts';
import type {LineBytes} from './line-bytes.ts';

const blank = 0x20;
const colon = 0x3a;

/** An address, a blank, a port and a blank. */
const ipv4EndpointLength = 14;
const ipv6EndpointLength = 45;

/** Whether an IPv6 address begins here: its first colon comes after four digits, where IPv4 has a digit. */
export function isIpv6(bytes: Uint8Array, at: number): boolean {
	return bytes[at + 4] === colon;
}

/** Reads the address and port of one of the row's ends. Returns the position after the blank that follows, or -1. */
export function readEndpoint(
	{bytes, view}: LineBytes,
	at: number,
	to: number,
	{words, ports}: ConnectionRow,
	end: number,
): number {
	const length = isIpv6(bytes, at) ? ipv6EndpointLength : ipv4EndpointLength;
	const behind = at + length;
	if (behind > to || bytes[behind - 6] !== blank || bytes[behind - 1] !== blank) {
		return -1;
	}

	const port = fourDigits(view, behind - 5);
	ports[end] = port;
	let first = end * 4;
	if (length === ipv4EndpointLength) {
		const high = fourDigits(view, at);
		const low = fourDigits(view, at + 4);
		words[first] = (high << 16) | low;
		words[first + 1] = 0;
		words[first + 2] = 0;
		words[first + 3] = 0;
		return (high | low | port) < 0 ? -1 : behind;
	}

	let signs = port;
	for (let place = at; place < at + 40; place += 10) {
		const high = fourDigits(view, place);
		const low = fourDigits(view, place + 5);
		signs |= high | low;
		words[first] = (high << 16) | low;
		first += 1;
		if (bytes[place + 4] !== colon || (place > at && bytes[place - 1] !== colon)) {
			return -1;
		}
	}

	return signs < 0 ? -1 : behind;
}
