/**
 * Splits the kernel's answers by request.
 */
import {bytesOf} from '../../ipvs/netlink/bytes.ts';
import {errorNumber, nextStart, rereadMessage} from '../../ipvs/netlink/messages.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {messageType} from '../../ipvs/netlink/numbers.ts';
import type {Reply} from '../../ipvs/netlink/replies.ts';
import {errorInWords} from '../netlink/error-words.ts';
import type {KernelAnswers} from './kernel.ts';

/** EPERM: only root of the machine may read the table. */
const notPermitted = 1;

/** Messages to handle in one step: each takes some microseconds. */
const messagesEach = 8;

/**
 * Passes on the replies one by one, a few per step.
 * @param take called with each reply and the index of its request; a reply is only valid during the call
 * @throws {NetlinkError} if the kernel refused a request, or an answer could not be decoded
 */
export function* eachReply(
	{pieces, firstSequence}: KernelAnswers,
	take: (reply: Reply, request: number) => void,
): Generator<void, void> {
	let count = 0;
	// One object for all replies: each would be garbage after its call, tens of thousands in a large table.
	const message = {type: 0, flags: 0, sequence: 0, start: 0, body: 0, end: 0};
	for (const piece of pieces) {
		const bytes = bytesOf(piece);
		const reply = {bytes, message};
		for (let at = 0; at < piece.length; ) {
			rereadMessage(message, bytes, at, piece.length);
			const {type} = message;
			if (type === messageType.error) {
				throw refusal(errorNumber(bytes, message));
			}

			if (type !== messageType.done) {
				take(reply, message.sequence - firstSequence);
			}

			at = nextStart(message);
			count += 1;
			if (count % messagesEach === 0) {
				yield;
			}
		}
	}
}

function refusal(number: number): NetlinkError {
	return new NetlinkError(
		'refused',
		number === notPermitted
			? 'the kernel does not allow this user to use netlink (CAP_NET_ADMIN is needed)'
			: `the kernel refused the netlink request: ${errorInWords(number)}`,
		number,
	);
}
