/**
 * Parses one line of `/proc/net/ip_vs_conn` from bytes into numbers.
 *
 * `TCP C0A80102 9362 C0A80164 0050 0A0A0202 1F90 TIME_WAIT 119`: IPv4 addresses are eight hexadecimal digits, IPv6
 * addresses all 32 with colons; ports are four; seconds are decimal; then perhaps the name of a persistence engine, a
 * blank and its data up to the end of the line (verified on Linux 6.1).
 *
 * A line costs about 100 ns, because nothing is allocated: addresses are read two digits at a time, and words are
 * recognised by their bytes.
 */

import {protocolWord} from '../../../ipvs/parse/proc-connections.ts';
import {
	type ConnectionRow,
	client,
	protocolNumber,
	server,
	stateNumber,
	type TableWords,
	virtual,
} from './connection-row.ts';
import type {LineBytes} from './line-bytes.ts';
import {nextBlank} from './row-blanks.ts';
import {isIpv6, readEndpoint} from './row-endpoint.ts';
import {readSeconds} from './row-seconds.ts';
import {readProtocol, readState} from './row-words.ts';

const newline = 0x0a;
const blank = 0x20;

/** Why a line cannot be parsed; each is part of a sentence. */
export const rowProblems = [
	'not a protocol',
	'not an address and a port in hexadecimal',
	'the client and the virtual address are of different families',
	'not a state',
	'not seconds',
	'an engine without data',
	'two connections in one line',
] as const;

/** The value that {@link parseRow} returns for a problem: -1 for the first, and so on. */
function problem(reason: (typeof rowProblems)[number]): number {
	return -1 - rowProblems.indexOf(reason);
}

/**
 * A template has no client port. Neither has an FTP connection that is expected before the client's port is known, but
 * that one is in a state of its protocol, which a template never is.
 */
function isTemplate({ports, protocol, state}: ConnectionRow): boolean {
	return (
		ports[client] === 0 &&
		(protocol === protocolNumber.IP || state === stateNumber.NONE || state === stateNumber.ASSURED)
	);
}

/** Reads what follows the seconds. Returns the position of the line break, or the problem. */
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
	const name = String.fromCharCode(...bytes.subarray(from + 1, Math.min(nameEnd, from + 17)));
	if (protocolWord.test(name)) {
		return problem('two connections in one line');
	}

	return nameEnd === from + 1 || nameEnd === to ? problem('an engine without data') : to;
}

/**
 * Fills a row from the line that begins at `from`.
 * @param to the position after a line break: that of this line, or of a later one
 * @returns the position of this line's break; or, if it cannot be parsed, a negative number for the reason in {@link
 * rowProblems}. The content of the row is then meaningless.
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

	// A line break is not a digit, not a blank and in no word, so a row is never made of two lines.
	const virtualAt = readEndpoint(line, clientAt, to, row, client);
	const serverAt = virtualAt < 0 ? -1 : readEndpoint(line, virtualAt, to, row, virtual);
	const stateAt = serverAt < 0 ? -1 : readEndpoint(line, serverAt, to, row, server);
	if (stateAt < 0) {
		return problem('not an address and a port in hexadecimal');
	}

	row.ipv6 = isIpv6(bytes, clientAt);
	row.serverIpv6 = isIpv6(bytes, serverAt);
	if (row.ipv6 !== isIpv6(bytes, virtualAt)) {
		return problem('the client and the virtual address are of different families');
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
