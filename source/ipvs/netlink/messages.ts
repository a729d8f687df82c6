/**
 * The messages in what was received: their frames, before anybody looks into them.
 */
import type {Bytes} from './bytes.ts';
import {littleEndian} from './bytes.ts';
import {unreadable} from './netlink-error.ts';
import {aligned, headerLength} from './numbers.ts';

/** The frame of a message and where it lies. */
export interface Message {
	readonly type: number;
	readonly flags: number;
	readonly sequence: number;
	/** Where the message begins, where what it carries begins, and where it ends; in bytes. */
	readonly start: number;
	readonly body: number;
	readonly end: number;
}

/**
 * The frame of the message at a place.
 * @param limit where the bytes end that were received
 * @throws {NetlinkError} where it is cut off or no message
 */
export function readMessage({view}: Bytes, start: number, limit: number): Message {
	if (start + headerLength.message > limit) {
		unreadable('a message is cut off in its header', start);
	}

	const length = view.getUint32(start, littleEndian);
	if (length < headerLength.message) {
		unreadable(`a message says that it has ${length} bytes`, start);
	}

	if (start + length > limit) {
		unreadable(`a message of ${length} bytes is cut off after ${limit - start}`, start);
	}

	return {
		type: view.getUint16(start + 4, littleEndian),
		flags: view.getUint16(start + 6, littleEndian),
		sequence: view.getUint32(start + 8, littleEndian),
		start,
		body: start + headerLength.message,
		end: start + length,
	};
}

/** Where the message behind this one begins. */
export function nextStart({start, end}: Message): number {
	return start + aligned(end - start);
}

/**
 * The error number of a message of type `error` or `done`; 0 is none.
 * @throws {NetlinkError} where there is no number in it
 */
export function errorNumber({view}: Bytes, {body, end}: Message): number {
	if (body + 4 > end) {
		unreadable('an end without an error number', body);
	}

	return Math.abs(view.getInt32(body, littleEndian));
}
