/**
 * The blanks between the words of a line of `/proc/net/ip_vs_conn`.
 */

const blank = 0x20;

/** The position of the first blank at or after `from`; `to` if there is none. */
export function nextBlank(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] !== blank) {
		at += 1;
	}

	return at;
}

/** The position of the first byte at or after `from` that is not a blank; `to` if there is none. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
	let at = from;
	while (at < to && bytes[at] === blank) {
		at += 1;
	}

	return at;
}
