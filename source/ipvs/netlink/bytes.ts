/**
 * Numbers in the bytes of messages. Netlink never leaves the machine, so they are in the machine's own order;
 * addresses and ports are in the network's.
 */

/** The machine's own order of bytes. */
export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Bytes in two ways of looking at them. */
export interface Bytes {
	readonly array: Uint8Array;
	readonly view: DataView;
}

/** Looks at bytes. */
export function bytesOf(array: Uint8Array): Bytes {
	return {array, view: new DataView(array.buffer, array.byteOffset, array.byteLength)};
}
