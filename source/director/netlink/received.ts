/**
 * Collects received datagrams in large pieces. The pieces can be transferred to another thread, and come back to be
 * reused.
 */

/** The size of a piece, bytes. */
const pieceLength = 2 ** 20;

/** The kernel fills up to 32 KiB of a datagram. */
const usualRoom = 2 ** 16;

/** A position between two datagrams. */
export interface Place {
	readonly piece: number;
	readonly at: number;
}

/** The datagrams of one exchange. */
export interface Received {
	/** The free space for the next datagram. */
	room(): Uint8Array;
	/** Marks this many bytes of the space as used. */
	take(length: number): void;
	/** The position of the next datagram. */
	readonly end: Place;
	/** Drops everything after that position. */
	cut(place: Place): void;
	/** Makes each space at least this large from now on, bytes. */
	widen(length: number): void;
	/** The filled parts of the pieces. */
	pieces(): readonly Uint8Array<ArrayBuffer>[];
}

/** @param spare pieces that can be reused */
export function createReceived(spare: readonly ArrayBuffer[]): Received {
	const unused = [...spare];
	const buffers: ArrayBuffer[] = [];
	const lengths: number[] = [];
	let least = usualRoom;

	const last = () => buffers.length - 1;

	const addPiece = () => {
		const found = unused.findIndex(({byteLength}) => byteLength >= least);
		const [reused] = found === -1 ? [] : unused.splice(found, 1);
		buffers.push(reused ?? new ArrayBuffer(Math.max(pieceLength, least)));
		lengths.push(0);
	};

	return {
		room() {
			const left = (buffers.at(-1)?.byteLength ?? 0) - (lengths.at(-1) ?? 0);
			if (left < least) {
				addPiece();
			}

			return new Uint8Array(buffers[last()] ?? new ArrayBuffer(0), lengths.at(-1));
		},
		take(length) {
			// Messages are aligned to four bytes, and so is the next datagram.
			lengths[last()] = ((lengths.at(-1) ?? 0) + length + 3) & ~3;
		},
		get end() {
			return {piece: last(), at: lengths.at(-1) ?? 0};
		},
		cut({piece, at}) {
			unused.push(...buffers.splice(piece + 1));
			lengths.splice(piece + 1);
			if (piece >= 0) {
				lengths[piece] = at;
			}
		},
		widen(length) {
			least = Math.max(least, length);
		},
		pieces: () =>
			buffers.map(
				(buffer, index) =>
					new Uint8Array(buffer, 0, Math.min(buffer.byteLength, lengths[index] ?? 0)),
			),
	};
}
