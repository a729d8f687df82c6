/**
 * Sockets of generic netlink and network namespaces, by the C library itself.
 *
 * Node has no such sockets. Its foreign function interface (node:ffi, from Node 26 on) calls the C library that Node itself
 * is linked with.
 */
import {littleEndian} from '../../ipvs/netlink/bytes.ts';
import {NetlinkError} from '../../ipvs/netlink/netlink-error.ts';

/** A socket of generic netlink. */
export interface NetlinkSocket {
	/** @throws {NetlinkError} with the error number */
	send(bytes: Uint8Array): void;
	/**
	 * Waits for a datagram and puts it into the bytes.
	 * @returns how long it is, also where it is longer than the room for it
	 * @throws {NetlinkError} with the error number; EAGAIN when none has come for five seconds
	 */
	receive(into: Uint8Array): number;
	close(): void;
}

/** The C library. */
export interface Libc {
	openNetlink(): NetlinkSocket;
	/**
	 * Moves this thread, and only this one, into a network namespace.
	 * @throws {NetlinkError}
	 */
	enterNetns(path: string): void;
}

/** Error numbers; they are the same on every processor that Node runs on under Linux. */
export const errno = {noEntry: 2, interrupted: 4, again: 11, noBuffers: 105} as const;

const closeOnExec = 0o2000000;
const netlink = {domain: 16, type: 3 | closeOnExec, protocol: 16} as const;
const sockaddrLength = 12;
const receiveTimeout = {level: 1, option: 20, seconds: 5} as const;

/** Tell how long a datagram is, also where it is cut off, and wait for the first one only. */
const receiveFlags = 0x20 | 0x1_0000;
const newNetwork = 0x4000_0000;

/** How often a call is made again that a signal has interrupted. */
const repeats = 100;

/**
 * Opens the C library.
 * @throws {NetlinkError} where this Node has no foreign function interface
 */
export function openLibc(): Libc {
	const ffi = loadFfi();
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

	/** What a call answers, or its error. */
	const call = (name: string, attempt: () => number | bigint): number => {
		for (let left = repeats; ; left -= 1) {
			const result = Number(attempt());
			if (result >= 0) {
				return result;
			}

			const number = ffi.getInt32(location);
			if (number !== errno.interrupted || left === 0) {
				throw new NetlinkError('lost', `netlink: ${name} failed with error ${number}`, number);
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
			const descriptor = call(`opening ${path}`, () => functions.open(path, closeOnExec));
			try {
				call('setns', () => functions.setns(descriptor, newNetwork));
			} finally {
				functions.close(descriptor);
			}
		},
	};
}

/** Datagrams that one call fetches at most. */
const slotCount = 2;

/** Sizes and places in the structures of recvmmsg on a 64-bit machine, bytes. */
const header = {size: 64, vector: 16, vectorLength: 24, received: 56} as const;
const vector = {size: 16, length: 8} as const;

/** The kernel fills up to 32 KiB of a datagram. */
const waitingRoom = 2 ** 16;

/**
 * Where one call puts two datagrams: the first one where it is wanted, the second one aside. Nearly every dump has two,
 * because its end comes by itself, and a call is the most that a small dump costs.
 */
function createSlots(ffi: typeof import('node:ffi')) {
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
	/** How long the datagram is that has been put aside; 0 is none. */
	let waiting = 0;

	return {
		headers,
		/** Where the first datagram goes. */
		aim(into: Uint8Array): void {
			vectors[0] = ffi.getRawPointer(into);
			vectors[1] = BigInt(into.length);
		},
		/**
		 * Gives the datagram that was put aside, or fetches.
		 * @param fetch how many datagrams came
		 * @returns how long the datagram is
		 */
		takeWaiting(into: Uint8Array, fetch: (into: Uint8Array) => number): number {
			if (waiting > 0) {
				const length = waiting;
				waiting = 0;
				// One that was too long for its place has to be asked for again, as everything that is too long.
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

function loadFfi(): typeof import('node:ffi') {
	// Node warns that this part of it is an experiment; the warning must not reach the terminal.
	const {emitWarning} = process;
	process.emitWarning = () => {};
	// An import would fail where there is none, and with it the whole program.
	const ffi = process.getBuiltinModule('node:ffi') as typeof import('node:ffi') | undefined;
	process.emitWarning = emitWarning;
	if (ffi === undefined) {
		throw new NetlinkError('unavailable', `Node ${process.version} has no node:ffi`);
	}

	return ffi;
}
