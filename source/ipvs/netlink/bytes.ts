/**
 * Reads numbers from the bytes of messages. Netlink never leaves the machine, so they are in the machine's byte order;
 * addresses and ports are in network order.
 */

/** Whether the machine's byte order is little endian. */
export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The same bytes in two views. */
export interface Bytes {
	readonly array: Uint8Array;
	readonly view: DataView;
}

/** Creates the views. */
export function bytesOf(array: Uint8Array): Bytes {
	return {array, view: new DataView(array.buffer, array.byteOffset, array.byteLength)};
}
