/**
 * Splits received bytes into messages; their content is decoded elsewhere.
 */
import type {Bytes} from './bytes.ts';
import {littleEndian} from './bytes.ts';
import {unreadable} from './netlink-error.ts';
import {aligned, headerLength} from './numbers.ts';

/** The header and the position of a message. */
export interface Message {
	readonly type: number;
	readonly flags: number;
	readonly sequence: number;
	/** The start of the message, of its payload, and its end; in bytes. */
	readonly start: number;
	readonly body: number;
	readonly end: number;
}

/**
 * The length of the message at a position, bytes.
 * @param limit the end of the received bytes
 * @throws {NetlinkError} if it is cut off or not a message
 */
function lengthAt(view: DataView, start: number, limit: number): number {
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

	return length;
}

/**
 * The message at a position.
 * @param limit the end of the received bytes
 * @throws {NetlinkError} if it is cut off or not a message
 */
export function readMessage({view}: Bytes, start: number, limit: number): Message {
	const length = lengthAt(view, start, limit);
	return {
		type: view.getUint16(start + 4, littleEndian),
		flags: view.getUint16(start + 6, littleEndian),
		sequence: view.getUint32(start + 8, littleEndian),
		start,
		body: start + headerLength.message,
		end: start + length,
	};
}

/** Reads the message at a position into one that is used again, for speed. Throws like {@link readMessage}. */
export function rereadMessage(
	message: {-readonly [Field in keyof Message]: Message[Field]},
	{view}: Bytes,
	start: number,
	limit: number,
): void {
	const length = lengthAt(view, start, limit);
	message.type = view.getUint16(start + 4, littleEndian);
	message.flags = view.getUint16(start + 6, littleEndian);
	message.sequence = view.getUint32(start + 8, littleEndian);
	message.start = start;
	message.body = start + headerLength.message;
	message.end = start + length;
}

/** The start of the message after this one. */
export function nextStart({start, end}: Message): number {
	return start + aligned(end - start);
}

/**
 * The error number of a message of type `error` or `done`; 0 means none.
 * @throws {NetlinkError} if it contains no number
 */
export function errorNumber({view}: Bytes, {body, end}: Message): number {
	if (body + 4 > end) {
		unreadable('an end message without an error number', body);
	}

	return Math.abs(view.getInt32(body, littleEndian));
}
