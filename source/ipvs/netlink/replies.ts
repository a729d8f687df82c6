/**
 * Replies of the family, and how they differ from earlier ones.
 */
import type {Span} from './attributes.ts';
import type {Bytes} from './bytes.ts';
import type {Message} from './messages.ts';
import {unreadable} from './netlink-error.ts';
import {headerLength} from './numbers.ts';

/** A message with the bytes that contain it. */
export interface Reply {
	readonly bytes: Bytes;
	readonly message: Message;
}

/** The range of a reply's attributes, which follow the generic netlink header. */
export function attributesOf({body, end}: Message): Span {
	const from = body + headerLength.generic;
	return from <= end ? {from, to: end} : unreadable('a reply is cut off in its header', body);
}

/** Whether two replies have the same content; compares bytes without decoding them. */
export function isSame(earlier: Reply, now: Reply): boolean {
	const {body, end} = now.message;
	const length = end - body;
	const earlierBody = earlier.message.body;
	if (earlier.message.end - earlierBody !== length || length % 4 !== 0) {
		return false;
	}

	const view = now.bytes.view;
	const earlierView = earlier.bytes.view;
	for (let index = 0; index < length; index += 4) {
		if (view.getInt32(body + index) !== earlierView.getInt32(earlierBody + index)) {
			return false;
		}
	}

	return true;
}

/** The change of a row: none, only numbers that change by themselves, or more. */
export type Change = 'none' | 'numbers' | 'rule';

/**
 * Compares the reply for a row with an earlier one. Most rows of a large table do not change between two readings, and
 * comparing takes a tenth of the time of decoding.
 * @param isNumber whether the bytes at a position of `now` belong to a number that changes by itself
 */
export function changeSince(earlier: Reply, now: Reply, isNumber: (at: number) => boolean): Change {
	const {body, end} = now.message;
	const length = end - body;
	const earlierBody = earlier.message.body;
	if (earlier.message.end - earlierBody !== length) {
		return 'rule';
	}

	// A length that is not a multiple of four means that the last attribute is cut off: never equal.
	if (length % 4 !== 0) {
		return 'rule';
	}

	const view = now.bytes.view;
	const earlierView = earlier.bytes.view;
	let change: Change = 'none';
	for (let index = 0; index < length; index += 4) {
		if (view.getInt32(body + index) !== earlierView.getInt32(earlierBody + index)) {
			if (!isNumber(body + index)) {
				return 'rule';
			}

			change = 'numbers';
		}
	}

	return change;
}
