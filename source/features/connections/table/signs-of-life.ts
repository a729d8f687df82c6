/**
 * Which entries of the table show that a server answers, and which that it does not.
 *
 * An entry's rest of time is set back to the timeout of its state by every packet (`set_tcp_state` of
 * ip_vs_proto_tcp.c), so that timeout less rest is how long it has been silent.
 */
import type {Timeouts} from '../../../ipvs/listing.ts';
import {type ConnectionRow, protocolNumber, stateNumber} from './connection-row.ts';

/** The kernel's timeout of SYN_RECV, and of the states that `ipvsadm --set` does not change; seconds. */
const kernelTimeouts = {SYN_RECV: 60, TIME_WAIT: 120, LAST_ACK: 30} as const;

/** A first packet that was not answered for so many seconds is stuck: no way is that long. */
const longestHandshake = 3;

/** What is older than this says nothing of now; SYN_RECV is not kept for longer either. Seconds. */
export const recently = kernelTimeouts.SYN_RECV;

/** Whether a client has waited in vain for the answer to its first packet. */
export function isStuck({protocol, state, expires}: ConnectionRow): boolean {
	return (
		protocol === protocolNumber.TCP &&
		state === stateNumber.SYN_RECV &&
		expires <= kernelTimeouts.SYN_RECV - longestHandshake
	);
}

/**
 * For how many seconds nothing has been sent on a connection that once got through; null for one that did not. The
 * client alone leads to CLOSE_WAIT and CLOSE, so that they say nothing of the server. Without the director's timeouts
 * every such connection counts as one of now.
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
