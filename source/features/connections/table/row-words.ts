/**
 * Recognises protocol and state in a line of `/proc/net/ip_vs_conn` by their bytes.
 */
import type {ConnectionRow, TableWords} from './connection-row.ts';
import type {LineBytes} from './line-bytes.ts';
import {nextBlank, skipBlanks} from './row-blanks.ts';
import type {WordList} from './word-list.ts';

/** The state column is padded to eleven characters, and a blank follows. */
const stateLength = 12;

/** The number of the word from `from` to `to`; -1 if it is not a word. */
function wordNumber(list: WordList, bytes: Uint8Array, from: number, to: number): number {
	const word = String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 32)));
	return /^[\w!?-]{1,24}$/.test(word) ? list.numberOf(word) : -1;
}

/** Reads the protocol. Returns the position of the client's address, or -1. */
export function readProtocol(
	{bytes, view}: LineBytes,
	from: number,
	to: number,
	row: ConnectionRow,
	{protocols}: TableWords,
): number {
	// Nearly every line has three letters and a blank, or two and two.
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

/** Reads the state. Returns the position of the seconds, or -1. */
export function readState(
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
