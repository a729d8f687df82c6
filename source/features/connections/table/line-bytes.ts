/** Lines as bytes, in two views: one for single bytes, one to read several at a time. */
export interface LineBytes {
	readonly bytes: Uint8Array;
	readonly view: DataView;
}

/** Views of the same bytes, without a copy. */
export function lineBytes({buffer, byteOffset, length}: Uint8Array): LineBytes {
	return {
		// Always a plain Uint8Array, even for a Buffer, so that the code that reads lines handles one type only.
		bytes: new Uint8Array(buffer, byteOffset, length),
		view: new DataView(buffer, byteOffset, length),
	};
}
