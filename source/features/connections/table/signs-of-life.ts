/**
 * Recognises entries of the table that show whether a server answers.
 *
 * Every packet resets an entry's timer to the timeout of its state (`set_tcp_state` in ip_vs_proto_tcp.c), so timeout
 * minus remaining time is how long it has been silent.
 */
import type {Timeouts} from '../../../ipvs/listing.ts';
import {type ConnectionRow, protocolNumber, stateNumber} from './connection-row.ts';

/** The kernel's timeouts of SYN_RECV and of the states that `ipvsadm --set` does not change, seconds. */
const kernelTimeouts = {SYN_RECV: 60, TIME_WAIT: 120, LAST_ACK: 30} as const;

/** A first packet without an answer for this many seconds is stuck: no round trip takes that long. */
const longestHandshake = 3;

/** Silence beyond this says nothing about now; SYN_RECV is not kept longer either. Seconds. */
export const recently = kernelTimeouts.SYN_RECV;

/** Whether the first packet of a client got no answer for too long. */
export function isStuck({protocol, state, expires}: ConnectionRow): boolean {
	return (
		protocol === protocolNumber.TCP &&
		state === stateNumber.SYN_RECV &&
		expires <= kernelTimeouts.SYN_RECV - longestHandshake
	);
}

/**
 * For how many seconds an established connection has been silent; null if it was never established. The client alone
 * leads to CLOSE_WAIT and CLOSE, so they say nothing about the server. Without the director's timeouts every such
 * connection counts as recent.
 */
export function silenceOf(
	{protocol, state, expires}: ConnectionRow,
	timeouts: Timeouts | null,
): number | null {
	if (protocol !== protocolNumber.TCP) {
		return null;
	}

	switch (state) {
		case stateNumber.ESTABLISHED:
			return Math.max(0, (timeouts?.tcp ?? 0) - expires);
		case stateNumber.FIN_WAIT:
			return Math.max(0, (timeouts?.tcpFin ?? 0) - expires);
		case stateNumber.TIME_WAIT:
			return Math.max(0, kernelTimeouts.TIME_WAIT - expires);
		case stateNumber.LAST_ACK:
			return Math.max(0, kernelTimeouts.LAST_ACK - expires);
		default:
			return null;
	}
}
