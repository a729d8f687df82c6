/**
 * What is received, one datagram behind the other, in large pieces that can be handed to another thread and
 * come back to be filled again.
 */

/** Bytes of one piece. */
const pieceLength = 2 ** 20;

/** The kernel fills up to 32 KiB of a datagram. */
const usualRoom = 2 ** 16;

/** A place between two datagrams. */
export interface Place {
	readonly piece: number;
	readonly at: number;
}

/** The datagrams of one exchange. */
export interface Received {
	/** Room for another datagram. */
	room(): Uint8Array;
	/** Takes in so many bytes of the room. */
	take(length: number): void;
	/** Where the next datagram will begin. */
	readonly end: Place;
	/** Forgets what came from that place on. */
	cut(place: Place): void;
	/** Makes sure of so much room from now on, bytes. */
	widen(length: number): void;
	/** The pieces as far as they are filled. */
	pieces(): readonly Uint8Array<ArrayBuffer>[];
}

/** @param spare pieces that are not needed any more */
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
			// Messages begin at multiples of four; so does the next datagram.
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
