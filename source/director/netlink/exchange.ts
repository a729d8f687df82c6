/**
 * Sends requests to the kernel and collects the answers, one request at a time.
 *
 * A dump comes in several datagrams, which the kernel fills as they are fetched. A request is repeated a few times if
 * something goes wrong: if rows changed meanwhile, a datagram was larger than its buffer, or a socket buffer
 * overflowed.
 */
import {bytesOf} from '../../ipvs/netlink/bytes.ts';
import {errorNumber, nextStart, readMessage} from '../../ipvs/netlink/messages.ts';
import {NetlinkError, unreadable} from '../../ipvs/netlink/netlink-error.ts';
import {messageFlag, messageType} from '../../ipvs/netlink/numbers.ts';
import {addressRequest, familyRequest} from '../../ipvs/netlink/requests.ts';
import {readFamilyId} from '../../ipvs/netlink/settings.ts';
import {errorInWords} from './error-words.ts';
import {errno, type NetlinkSocket} from './netlink-socket.ts';
import {createReceived, type Received} from './received.ts';

/** The answers to some requests. */
export interface Answers {
	/** The messages in the order of the requests; no message is split between two pieces. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	/** The sequence number of the first request; the others follow it. */
	readonly firstSequence: number;
	/** The places of the requests whose rows came in more than one datagram, so that rows may have gone in between. */
	readonly parted: readonly number[];
}

/** Sends requests over one socket, which is opened when it is needed. */
export interface Exchange {
	/**
	 * @param requests the requests, concatenated; their sequence number and family are filled in
	 * @param spare pieces of earlier answers that are no longer needed
	 * @throws {NetlinkError}
	 */
	ask(requests: Uint8Array, spare: readonly ArrayBuffer[]): Answers;
	close(): void;
}

/** The most times a request is sent. */
const attempts = 4;

/** The end of an answer, and the number of datagrams with rows: the kernel fills each datagram at one moment. */
interface Answered {
	readonly ending: Ending;
	readonly datagrams: number;
}

/** The most consecutive datagrams that do not belong to the request, but are left over from an earlier one. */
const mostAlien = 100;

/** The ways an answer can end. */
type Ending = 'complete' | 'interrupted' | 'too-long' | 'no-such-family';

/** A request with its addresses filled in. */
interface Addressed {
	readonly bytes: Uint8Array;
	readonly sequence: number;
}

/** Creates an exchange; the socket is opened later. */
export function createExchange(openSocket: () => NetlinkSocket): Exchange {
	let opened: {readonly socket: NetlinkSocket; readonly family: number} | null = null;
	let sequence = 0;

	const open = () => {
		if (opened === null) {
			const socket = openSocket();
			try {
				opened = {socket, family: askFamily(socket)};
			} catch (error) {
				socket.close();
				throw error;
			}
		}

		return opened;
	};

	const close = () => {
		opened?.socket.close();
		opened = null;
	};

	const attempt = (request: Uint8Array, number: number, received: Received): Answered => {
		const {socket, family} = open();
		const view = new DataView(request.buffer, request.byteOffset, request.byteLength);
		addressRequest(view, 0, {family, sequence: number});
		return askOnce(socket, {bytes: request, sequence: number}, received);
	};

	/** Sends one request, several times if necessary; returns the number of datagrams with rows. */
	const askOne = (request: Uint8Array, number: number, received: Received): number => {
		const place = received.end;
		for (let left = attempts - 1; ; left -= 1) {
			let ending: Ending;
			let datagrams = 0;
			try {
				({ending, datagrams} = attempt(request, number, received));
			} catch (error) {
				close();
				if (left === 0 || !ranOver(error)) {
					throw error;
				}

				ending = 'too-long';
			}

			if (ending === 'complete') {
				return datagrams;
			}

			if (left === 0) {
				throw failed(ending);
			}

			received.cut(place);
			if (ending !== 'interrupted') {
				close();
			}
		}
	};

	return {
		ask(requests, spare) {
			const bytes = bytesOf(requests);
			const received = createReceived(spare);
			const firstSequence = sequence + 1;
			const parted: number[] = [];
			for (let at = 0; at < requests.length; ) {
				const message = readMessage(bytes, at, requests.length);
				sequence += 1;
				const request = requests.subarray(message.start, message.end);
				if (askOne(request, sequence, received) > 1) {
					parted.push(sequence - firstSequence);
				}

				at = nextStart(message);
			}

			return {pieces: received.pieces(), firstSequence, parted};
		},
		close,
	};
}

/** The number of the IPVS family. */
function askFamily(socket: NetlinkSocket): number {
	const received = createReceived([]);
	askOnce(socket, {bytes: familyRequest(), sequence: 0}, received);
	const [piece = new Uint8Array()] = received.pieces();
	const bytes = bytesOf(piece);
	const message = readMessage(bytes, 0, piece.length);
	if (message.type === messageType.error) {
		const number = errorNumber(bytes, message);
		throw number === errno.noEntry
			? failed('no-such-family')
			: new NetlinkError(
					'refused',
					`the kernel refused the netlink request: ${errorInWords(number)}`,
					number,
				);
	}

	return readFamilyId({bytes, message});
}

/** Sends a request once and collects the answer. Unless the answer was complete, the rest of it may still come. */
function askOnce(socket: NetlinkSocket, request: Addressed, received: Received): Answered {
	socket.send(request.bytes);
	let interrupted = false;
	let datagrams = 0;
	for (let alien = 0; ; ) {
		const room = received.room();
		const length = socket.receive(room);
		if (length > room.length) {
			received.widen(length);
			return {ending: 'too-long', datagrams};
		}

		const found = lookAt(room.subarray(0, length), request.sequence);
		if (found === null) {
			alien += 1;
			if (alien > mostAlien) {
				throw new NetlinkError(
					'lost',
					'netlink: the kernel answered something else than what was asked',
				);
			}

			continue;
		}

		alien = 0;

		received.take(length);
		interrupted ||= found.interrupted;
		datagrams += found.hasRows ? 1 : 0;
		if (found.ending !== null) {
			const isSpoilt = interrupted && found.ending === 'complete';
			return {ending: isSpoilt ? 'interrupted' : found.ending, datagrams};
		}
	}
}

/** The meaning of a datagram for its request; null if it belongs to another one, or is empty. */
function lookAt(datagram: Uint8Array, sequence: number) {
	const bytes = bytesOf(datagram);
	let interrupted = false;
	let hasRows = false;
	if (datagram.length === 0) {
		return null;
	}

	for (let at = 0; at < datagram.length; ) {
		const message = readMessage(bytes, at, datagram.length);
		if (message.sequence !== sequence) {
			// Its rows would be missing without a word.
			return at === 0 ? null : unreadable('a message of another request', at);
		}

		interrupted ||= (message.flags & messageFlag.interrupted) !== 0;
		const ending = endingOf(message.type, message.flags, () => errorNumber(bytes, message));
		hasRows ||= message.type !== messageType.done && message.type !== messageType.error;
		if (ending !== null) {
			return {interrupted, hasRows, ending};
		}

		at = nextStart(message);
	}

	return {interrupted, hasRows, ending: null};
}

/** The end of an answer, if this message is one; null if more follows. */
function endingOf(type: number, flags: number, number: () => number): Ending | null {
	switch (type) {
		case messageType.done:
			if (number() !== 0) {
				throw new NetlinkError(
					'refused',
					`the kernel ended a dump with ${errorInWords(number())}`,
					number(),
				);
			}

			return 'complete';
		case messageType.error:
			// IPVS itself returns this only for a server, which is never requested.
			return number() === errno.noEntry ? 'no-such-family' : 'complete';
		default:
			return (flags & messageFlag.multi) === 0 ? 'complete' : null;
	}
}

function ranOver(error: unknown): boolean {
	return error instanceof NetlinkError && error.errno === errno.noBuffers;
}

function failed(ending: Ending): NetlinkError {
	switch (ending) {
		case 'interrupted':
			return new NetlinkError('interrupted', 'rows change faster than they can be read');
		case 'no-such-family':
			return new NetlinkError(
				'unavailable',
				'the kernel has no netlink family IPVS',
				errno.noEntry,
			);
		default:
			return new NetlinkError('lost', 'netlink: answers were larger than the buffer');
	}
}
