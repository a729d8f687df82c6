/**
 * Parses how long an entry lives without further packets, in a line of `/proc/net/ip_vs_conn`.
 */
import type {ConnectionRow} from './connection-row.ts';

const zero = 0x30;
const nine = 0x39;

/** A number of seconds that no timer has. */
const beyondTimers = 0xffff_ffff;

/**
 * Reads decimal seconds. Returns the position after them, or -1. Kernels before 4.x print an unsigned difference, which
 * has more than ten digits for an entry that is just expiring: that counts as 0.
 */
export function readSeconds(bytes: Uint8Array, from: number, row: ConnectionRow): number {
	let seconds = 0;
	let at = from;
	for (;;) {
		const digit = bytes[at] ?? 0;
		if (digit < zero || digit > nine) {
			break;
		}

		seconds = seconds * 10 + digit - zero;
		at += 1;
	}

	const digits = at - from;
	if (digits < 1 || digits > 20 || (digits <= 10 && seconds > beyondTimers)) {
		return -1;
	}

	row.expires = digits > 10 ? 0 : seconds;
	return at;
}
