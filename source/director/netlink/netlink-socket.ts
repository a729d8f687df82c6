/**
 * Generic netlink sockets and network namespaces, through the C library.
 *
 * Node has no such sockets. Its foreign function interface (node:ffi, since Node 26) calls the C library that Node
 * itself is linked with.
 */
import {littleEndian} from '../../ipvs/netlink/bytes.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';
import {errorInWords} from './error-words.ts';
import {type Ffi, loadFfi} from './ffi.ts';

/** A generic netlink socket. */
export interface NetlinkSocket {
	/** @throws {NetlinkError} with the error number */
	send(bytes: Uint8Array): void;
	/**
	 * Waits for a datagram and copies it to the buffer.
	 * @returns its length, even if that exceeds the buffer
	 * @throws {NetlinkError} with the error number; EAGAIN if none has come for five seconds
	 */
	receive(into: Uint8Array): number;
	close(): void;
}

/** The functions of the C library. */
export interface Libc {
	openNetlink(): NetlinkSocket;
	/**
	 * Moves this thread, and only this one, to a network namespace.
	 * @throws {NetlinkError} `no-namespace` if there is none of that name
	 */
	enterNetns(path: string): void;
}

/** Error numbers, which are the same on every processor that Node supports under Linux. */
export const errno = {noEntry: 2, interrupted: 4, again: 11, noBuffers: 105} as const;

const closeOnExec = 0o2000000;
const netlink = {domain: 16, type: 3 | closeOnExec, protocol: 16} as const;
const sockaddrLength = 12;
const receiveTimeout = {level: 1, option: 20, seconds: 5} as const;

/** MSG_TRUNC | MSG_WAITFORONE: return the full length of a truncated datagram, and wait for the first one only. */
const receiveFlags = 0x20 | 0x1_0000;
const newNetwork = 0x4000_0000;

/** The most times a call is repeated after a signal interrupted it. */
const repeats = 100;

/**
 * Opens the C library.
 * @param ffi Node's own by default
 * @throws {NetlinkError} if this Node has no foreign function interface
 */
export function openLibc(ffi: Ffi = loadFfi()): Libc {
	const {functions} = ffi.dlopen(null, {
		socket: {arguments: ['int32', 'int32', 'int32'], return: 'int32'},
		bind: {arguments: ['int32', 'buffer', 'uint32'], return: 'int32'},
		setsockopt: {arguments: ['int32', 'int32', 'int32', 'buffer', 'uint32'], return: 'int32'},
		send: {arguments: ['int32', 'buffer', 'uint64', 'int32'], return: 'int64'},
		recvmmsg: {
			arguments: ['int32', 'buffer', 'uint32', 'int32', 'pointer'],
			return: 'int32',
		},
		open: {arguments: ['string', 'int32'], return: 'int32'},
		setns: {arguments: ['int32', 'int32'], return: 'int32'},
		close: {arguments: ['int32'], return: 'int32'},
		__errno_location: {arguments: [], return: 'pointer'},
	});
	const location = functions.__errno_location();

	/** Calls a function, and throws its error. */
	const call = (name: string, attempt: () => number | bigint): number => {
		for (let left = repeats; ; left -= 1) {
			const result = Number(attempt());
			if (result >= 0) {
				return result;
			}

			const number = ffi.getInt32(location);
			if (number !== errno.interrupted || left === 0) {
				throw new NetlinkError('lost', `netlink: ${name}: ${errorInWords(number)}`, number);
			}
		}
	};

	return {
		openNetlink() {
			const descriptor = call('socket', () =>
				functions.socket(netlink.domain, netlink.type, netlink.protocol),
			);
			const close = () => functions.close(descriptor);
			try {
				const address = new Uint8Array(sockaddrLength);
				new Uint16Array(address.buffer)[0] = netlink.domain;
				call('bind', () => functions.bind(descriptor, address, sockaddrLength));
				const limit = new BigInt64Array([BigInt(receiveTimeout.seconds), 0n]);
				const {level, option} = receiveTimeout;
				call('setsockopt', () =>
					functions.setsockopt(descriptor, level, option, limit, limit.byteLength),
				);
			} catch (error) {
				close();
				throw error;
			}

			const slots = createSlots(ffi);
			return {
				send(bytes) {
					const length = BigInt(bytes.length);
					call('send', () => functions.send(descriptor, bytes, length, 0));
				},
				receive(into) {
					return slots.takeWaiting(into, first => {
						slots.aim(first);
						const count = call('recvmmsg', () =>
							functions.recvmmsg(descriptor, slots.headers, slotCount, receiveFlags, null),
						);
						return count;
					});
				},
				close,
			};
		},
		enterNetns(path) {
			try {
				const descriptor = call('open', () => functions.open(path, closeOnExec));
				try {
					call('setns', () => functions.setns(descriptor, newNetwork));
				} finally {
					functions.close(descriptor);
				}
			} catch (error) {
				const number = error instanceof NetlinkError ? error.errno : null;
				const reason = number === null ? String(error) : errorInWords(number);
				const message = `the network namespace ${path} cannot be entered: ${reason}`;
				const problem = number === errno.noEntry ? 'no-namespace' : 'lost';
				throw new NetlinkError(problem, message, number);
			}
		},
	};
}

/** The most datagrams that one call fetches. */
const slotCount = 2;

/** Sizes and offsets in the structures of recvmmsg on a 64-bit machine, bytes. */
const header = {size: 64, vector: 16, vectorLength: 24, received: 56} as const;
const vector = {size: 16, length: 8} as const;

/** The kernel fills up to 32 KiB of a datagram. */
const waitingRoom = 2 ** 16;

/**
 * The buffers for the two datagrams that one call can fetch: the first goes to the caller's buffer, the second is kept.
 * Nearly every dump has two, because its end is a separate datagram, and calls are the main cost of a small dump.
 */
function createSlots(ffi: Ffi) {
	const headers = new Uint8Array(slotCount * header.size);
	const view = new DataView(headers.buffer);
	const vectors = new BigUint64Array((slotCount * vector.size) / 8);
	const aside = new Uint8Array(waitingRoom);
	const base = ffi.getRawPointer(vectors);
	for (let slot = 0; slot < slotCount; slot += 1) {
		const at = slot * header.size;
		view.setBigUint64(at + header.vector, base + BigInt(slot * vector.size), littleEndian);
		view.setBigUint64(at + header.vectorLength, 1n, littleEndian);
	}

	vectors[2] = ffi.getRawPointer(aside);
	vectors[3] = BigInt(waitingRoom);
	/** The length of the datagram that is kept; 0 if there is none. */
	let waiting = 0;

	return {
		headers,
		/** Sets the buffer of the first datagram. */
		aim(into: Uint8Array): void {
			vectors[0] = ffi.getRawPointer(into);
			vectors[1] = BigInt(into.length);
		},
		/**
		 * Returns the kept datagram, or fetches new ones.
		 * @param fetch returns the number of datagrams fetched
		 * @returns the length of the datagram
		 */
		takeWaiting(into: Uint8Array, fetch: (into: Uint8Array) => number): number {
			if (waiting > 0) {
				const length = waiting;
				waiting = 0;
				// A kept datagram that was too long has to be requested again, as with every other that is too long.
				if (length > waitingRoom) {
					return Math.max(length, into.length + 1);
				}

				into.set(aside.subarray(0, Math.min(length, into.length)));
				return length;
			}

			const count = fetch(into);
			waiting = count > 1 ? view.getUint32(header.size + header.received, littleEndian) : 0;
			return view.getUint32(header.received, littleEndian);
		},
	};
}
