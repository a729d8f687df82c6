/**
 * The blanks between the words of a line of `/proc/net/ip_vs_conn`.
 */

const blank = 0x20;

/** The first blank from a place on, or `to`. */
export function nextBlank(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] !== blank) {
		at += 1;
	}

	return at;
}

/** The first byte from a place on that is no blank, or `to`. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] === blank) {
		at += 1;
	}

	return at;
}
