/**
 * Bytes that hold lines, with the two ways to look at them that are quick: one for single bytes, one
 * for several at a time.
 */
export interface LineBytes {
	readonly bytes: Uint8Array;
	readonly view: DataView;
}

/** The same bytes, not copied. */
export function lineBytes({buffer, byteOffset, length}: Uint8Array): LineBytes {
	return {
		// A plain array even where it was a Buffer, so that all code that reads lines sees one kind.
		bytes: new Uint8Array(buffer, byteOffset, length),
		view: new DataView(buffer, byteOffset, length),
	};
}
