/**
 * How long an entry lives on if nothing comes, in a line of `/proc/net/ip_vs_conn`.
 */
import type {ConnectionRow} from './connection-row.ts';

const zero = 0x30;
const nine = 0x39;

/** Seconds that no timer has. */
const beyondTimers = 0xffff_ffff;

/**
 * Reads seconds in decimal; the place behind them, or -1 where they are none. Kernels before 4.x print an
 * unsigned difference, which has more than ten digits for an entry that is just expiring: that is 0.
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
