/**
 * Replies of the family, and what of them is the same as at the last time.
 */
import type {Span} from './attributes.ts';
import type {Bytes} from './bytes.ts';
import type {Message} from './messages.ts';
import {unreadable} from './netlink-error.ts';
import {headerLength} from './numbers.ts';

/** A message with the bytes that it lies in. */
export interface Reply {
	readonly bytes: Bytes;
	readonly message: Message;
}

/** The attributes of a reply, which stand behind the header of generic netlink. */
export function attributesOf({body, end}: Message): Span {
	const from = body + headerLength.generic;
	return from <= end ? {from, to: end} : unreadable('a reply is cut off in its header', body);
}

/** Whether two replies tell the same; what they tell need not be decoded for that. */
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

/** What has changed of a row: nothing, only numbers that change by themselves, or more. */
export type Change = 'none' | 'numbers' | 'rule';

/**
 * Compares the reply for a row with an earlier one. Most rows of a large table stay as they are between two
 * readings, and comparing takes a tenth of the time of decoding.
 * @param isNumber whether the bytes at a place of `now` belong to a number that changes by itself
 */
export function changeSince(earlier: Reply, now: Reply, isNumber: (at: number) => boolean): Change {
	const {body, end} = now.message;
	const length = end - body;
	const earlierBody = earlier.message.body;
	if (earlier.message.end - earlierBody !== length) {
		return 'rule';
	}

	// What is not a whole number of words is cut off in its last attribute, and never the same.
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
