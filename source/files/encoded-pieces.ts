/**
 * Texts as bytes, a piece at a time: the bytes of a large table would take as much memory as its text.
 */

/** The size of a piece, bytes. */
const pieceSize = 2 ** 18;

/**
 * Encodes texts that follow each other. Each piece is only valid until the next one is taken, because all of them use the
 * same memory.
 */
export function* encodedPieces(texts: Iterable<string>): Generator<Uint8Array, void> {
	const piece = new Uint8Array(pieceSize);
	const encoder = new TextEncoder();
	for (const text of texts) {
		for (let at = 0; at < text.length; ) {
			// No character has more bytes than a piece, so each step takes some.
			const {read, written} = encoder.encodeInto(text.slice(at, at + pieceSize), piece);
			yield piece.subarray(0, written);
			at += read;
		}
	}
}
