/**
 * Requests to the kernel and its answers, one after the other.
 *
 * A dump comes in several datagrams, which the kernel fills as they are fetched. Where something goes wrong on
 * the way the request is made again, a few times: rows that changed meanwhile, a datagram that was larger than the
 * room for it, a buffer that ran over.
 */
import {bytesOf} from '../../ipvs/netlink/bytes.ts';
import {errorNumber, nextStart, readMessage} from '../../ipvs/netlink/messages.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {messageFlag, messageType} from '../../ipvs/netlink/numbers.ts';
import {addressRequest, familyRequest} from '../../ipvs/netlink/requests.ts';
import {readFamilyId} from '../../ipvs/netlink/settings.ts';
import {errno, type NetlinkSocket} from './netlink-socket.ts';
import {createReceived, type Received} from './received.ts';

/** What came of some requests. */
export interface Answers {
	/** The messages, in the order of the requests; none is parted between two pieces. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	/** The number of the first request; the others count on from it. */
	readonly firstSequence: number;
	/** The places of the requests whose rows came in more than one datagram, so that rows may have gone in between. */
	readonly parted: readonly number[];
}

/** Makes requests over one socket, which is opened when it is needed. */
export interface Exchange {
	/**
	 * @param requests one behind the other; what they carry as number and family is written over
	 * @param spare pieces of earlier answers that are not needed any more
	 * @throws {NetlinkError}
	 */
	ask(requests: Uint8Array, spare: readonly ArrayBuffer[]): Answers;
	close(): void;
}

/** How often a request is made at most. */
const attempts = 4;

/** How an answer ended, and in how many datagrams its rows came: the kernel fills each at one moment. */
interface Answered {
	readonly ending: Ending;
	readonly datagrams: number;
}

/** How an answer ended. */
type Ending = 'complete' | 'interrupted' | 'too-long' | 'no-such-family';

/** A request, addressed. */
interface Addressed {
	readonly bytes: Uint8Array;
	readonly sequence: number;
}

/** Nothing is opened yet. */
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

	/** One request as often as it takes; the answer is in how many datagrams its rows came. */
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

/** The number of the family IPVS. */
function askFamily(socket: NetlinkSocket): number {
	const received = createReceived([]);
	askOnce(socket, {bytes: familyRequest(), sequence: 0}, received);
	const [piece = new Uint8Array()] = received.pieces();
	const bytes = bytesOf(piece);
	const message = readMessage(bytes, 0, piece.length);
	if (message.type === messageType.error) {
		const number = errorNumber(bytes, message);
		throw new NetlinkError('unavailable', 'the kernel has no netlink family IPVS', number);
	}

	return readFamilyId({bytes, message});
}

/** Makes a request once and takes in what comes. After anything but a complete answer the rest of it may still come. */
function askOnce(socket: NetlinkSocket, request: Addressed, received: Received): Answered {
	socket.send(request.bytes);
	let interrupted = false;
	let datagrams = 0;
	for (;;) {
		const room = received.room();
		const length = socket.receive(room);
		if (length > room.length) {
			received.widen(length);
			return {ending: 'too-long', datagrams};
		}

		const found = lookAt(room.subarray(0, length), request.sequence);
		if (found === null) {
			continue;
		}

		received.take(length);
		interrupted ||= found.interrupted;
		datagrams += found.hasRows ? 1 : 0;
		if (found.ending !== null) {
			const isSpoilt = interrupted && found.ending === 'complete';
			return {ending: isSpoilt ? 'interrupted' : found.ending, datagrams};
		}
	}
}

/** What a datagram says about its request; null if it belongs to another one. */
function lookAt(datagram: Uint8Array, sequence: number) {
	const bytes = bytesOf(datagram);
	let interrupted = false;
	let hasRows = false;
	for (let at = 0; at < datagram.length; ) {
		const message = readMessage(bytes, at, datagram.length);
		if (message.sequence !== sequence) {
			return null;
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

/** How an answer ends with this message; null if more follows. */
function endingOf(type: number, flags: number, number: () => number): Ending | null {
	switch (type) {
		case messageType.done:
			if (number() !== 0) {
				throw new NetlinkError(
					'refused',
					`the kernel ended a dump with error ${number()}`,
					number(),
				);
			}

			return 'complete';
		case messageType.error:
			// IPVS itself says so of a server only, which is never asked for.
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
			return new NetlinkError('lost', 'netlink: answers were larger than the room for them');
	}
}
