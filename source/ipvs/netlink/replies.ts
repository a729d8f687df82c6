/**
 * Replies of the family, and how they are recognized in the next reading.
 */
import type {Span} from './attributes.ts';
import type {Bytes} from './bytes.ts';
import {Fingerprint} from './fingerprint.ts';
import type {Message} from './messages.ts';
import {unreadable} from './netlink-error.ts';
import {headerLength} from './numbers.ts';

/** A message with the bytes that contain it. */
export interface Reply {
	readonly bytes: Bytes;
	readonly message: Message;
}

/**
 * A decoded row with two fingerprints of its reply: of all its bytes, and of those that only a command changes. Most
 * rows of a large table do not change between two readings, and a fingerprint takes a tenth of the time of decoding.
 */
export interface Recognized<Row> {
	readonly row: Row;
	readonly wholePrint: number;
	readonly rulePrint: number;
}

/** The range of a reply's attributes, which follow the generic netlink header. */
export function attributesOf({body, end}: Message): Span {
	const from = body + headerLength.generic;
	return from <= end ? {from, to: end} : unreadable('a reply is cut off in its header', body);
}

const print = new Fingerprint();

/** The fingerprint of a reply's content; its header has another number in every reading. */
export function printOf({bytes, message}: Reply): number {
	return print.begin().add(bytes, message.body, message.end).value;
}
