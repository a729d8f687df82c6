/**
 * One line of `/proc/net/ip_vs_conn`, from bytes into numbers.
 *
 * `TCP C0A80102 9362 C0A80164 0050 0A0A0202 1F90 TIME_WAIT       119`: addresses as eight hexadecimal
 * digits or, IPv6, as all 32 with colons; ports as four; seconds in decimal; then perhaps the name of a
 * persistence engine, a blank and its data to the end of the line (verified on Linux 6.1).
 *
 * A line costs about 100 ns, because nothing is made: addresses are read two digits at a time, and words
 * are known again by the bytes they stand in.
 */
import {
	type ConnectionRow,
	client,
	protocolNumber,
	server,
	stateNumber,
	type TableWords,
	virtual,
} from './connection-row.ts';
import {fourDigits} from './hex-digits.ts';
import type {LineBytes} from './line-bytes.ts';
import type {WordList} from './word-list.ts';

const newline = 0x0a;
const blank = 0x20;
const colon = 0x3a;
const zero = 0x30;
const nine = 0x39;

/** An address, a blank, a port and a blank. */
const ipv4EndpointLength = 14;
const ipv6EndpointLength = 45;

/** The column of the state is padded to eleven cells, and a blank follows. */
const stateLength = 12;

/** Why a line is none of the table; each a part of a sentence. */
export const rowProblems = [
	'not a protocol',
	'not an address and a port in hexadecimal',
	'client and virtual address are of two families',
	'not a state',
	'not seconds',
	'an engine without data',
] as const;

/** What {@link parseRow} gives for a problem: -1 for the first of them, and so on. */
function problem(reason: (typeof rowProblems)[number]): number {
	return -1 - rowProblems.indexOf(reason);
}

/** Whether an IPv6 address begins here: its first colon comes after four digits, where IPv4 has a digit. */
function isIpv6(bytes: Uint8Array, at: number): boolean {
	return bytes[at + 4] === colon;
}

/** The address and port of one of the row's ends; the place behind the blank after them, or -1. */
function readEndpoint(
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

/** The first blank from a place on, or `to`. */
function nextBlank(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] !== blank) {
		at += 1;
	}

	return at;
}

/** The first byte from a place on that is no blank, or `to`. */
function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] === blank) {
		at += 1;
	}

	return at;
}

/** The number of the word from `from` to `to`; -1 where it is none. */
function wordNumber(list: WordList, bytes: Uint8Array, from: number, to: number): number {
	const word = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 32)));
	return /^[\w!?-]{1,24}$/.test(word) ? list.numberOf(word) : -1;
}

/** Reads the protocol; the place where the client's address begins, or -1. */
function readProtocol(
	{bytes, view}: LineBytes,
	from: number,
	to: number,
	row: ConnectionRow,
	{protocols}: TableWords,
): number {
	// Three letters and a blank, or two and two, are nearly every line.
	const start = to - from > 4 ? view.getInt32(from) : 0;
	row.protocol = protocols.recall(start, 0, 0);
	if (row.protocol >= 0) {
		return from + 4;
	}

	const end = nextBlank(bytes, from, to);
	const behind = skipBlanks(bytes, end, to);
	row.protocol = wordNumber(protocols, bytes, from, end);
	if (row.protocol < 0) {
		return -1;
	}

	if (behind === from + 4) {
		protocols.remember(start, 0, 0, row.protocol);
	}

	return behind;
}

/** Reads the state; the place where the seconds begin, or -1. */
function readState(
	{bytes, view}: LineBytes,
	from: number,
	to: number,
	row: ConnectionRow,
	{states}: TableWords,
): number {
	const padded = to - from > stateLength;
	const one = padded ? view.getInt32(from) : 0;
	const two = padded ? view.getInt32(from + 4) : 0;
	const three = padded ? view.getInt32(from + 8) : 0;
	row.state = states.recall(one, two, three);
	if (row.state >= 0) {
		return skipBlanks(bytes, from + stateLength, to);
	}

	const end = nextBlank(bytes, from, to);
	const behind = skipBlanks(bytes, end, to);
	row.state = wordNumber(states, bytes, from, end);
	if (row.state < 0) {
		return -1;
	}

	if (behind >= from + stateLength) {
		states.remember(one, two, three, row.state);
	}

	return behind;
}

/** Seconds that no timer has. */
const beyondTimers = 0xffff_ffff;

/**
 * Reads seconds in decimal; the place behind them, or -1 where they are none. Kernels before 4.x print an
 * unsigned difference, which has more than ten digits for an entry that is just expiring: that is 0.
 */
function readSeconds(bytes: Uint8Array, from: number, row: ConnectionRow): number {
	let seconds = 0;
	let at = from;
	for (;;) {
		const digit = bytes[at] ?? 0;
		if (digit < zero || digit > nine) {
			break;
		}

		seconds = seconds * 10 + digit - zero;
		at += 1;
	}

	const digits = at - from;
	if (digits < 1 || digits > 20 || (digits <= 10 && seconds > beyondTimers)) {
		return -1;
	}

	row.expires = digits > 10 ? 0 : seconds;
	return at;
}

/**
 * A template has no client port. So has a connection that FTP expects before the client's port is known,
 * but that one is in a state of its protocol, which a template never is.
 */
function isTemplate({ports, protocol, state}: ConnectionRow): boolean {
	return (
		ports[client] === 0 &&
		(protocol === protocolNumber.IP || state === stateNumber.NONE || state === stateNumber.ASSURED)
	);
}

/** Reads what follows the seconds; the place of the line break, or the problem. */
function readEngine(bytes: Uint8Array, from: number, row: ConnectionRow): number {
	if (bytes[from] === newline) {
		row.engineFrom = 0;
		row.engineTo = 0;
		return from;
	}

	const to = bytes.indexOf(newline, from);
	const nameEnd = nextBlank(bytes, from + 1, to);
	if (bytes[from] !== blank) {
		return problem('not seconds');
	}

	row.bytes = bytes;
	row.engineFrom = from + 1;
	row.engineTo = to;
	return nameEnd === from + 1 || nameEnd === to ? problem('an engine without data') : to;
}

/**
 * Fills a row from the line that begins at `from`.
 * @param to behind a line break: that of this line, or of a later one
 * @returns the place of the line's own break; where it is none of the table -1 and below, by the place of
 * the reason in {@link rowProblems}, and what is in the row means nothing
 */
export function parseRow(
	line: LineBytes,
	from: number,
	to: number,
	row: ConnectionRow,
	tableWords: TableWords,
): number {
	const {bytes} = line;
	const clientAt = readProtocol(line, from, to, row, tableWords);
	if (clientAt < 0) {
		return problem('not a protocol');
	}

	// A line break is no digit, no blank and in no word, so that no row is made of two lines.
	const virtualAt = readEndpoint(line, clientAt, to, row, client);
	const serverAt = virtualAt < 0 ? -1 : readEndpoint(line, virtualAt, to, row, virtual);
	const stateAt = serverAt < 0 ? -1 : readEndpoint(line, serverAt, to, row, server);
	if (stateAt < 0) {
		return problem('not an address and a port in hexadecimal');
	}

	row.ipv6 = isIpv6(bytes, clientAt);
	row.serverIpv6 = isIpv6(bytes, serverAt);
	if (row.ipv6 !== isIpv6(bytes, virtualAt)) {
		return problem('client and virtual address are of two families');
	}

	const secondsAt = readState(line, stateAt, to, row, tableWords);
	if (secondsAt < 0) {
		return problem('not a state');
	}

	const end = readSeconds(bytes, secondsAt, row);
	if (end < 0) {
		return problem('not seconds');
	}

	row.template = isTemplate(row);
	return readEngine(bytes, end, row);
}
