/**
 * Calculates how long the entries of a service stay in the connection table after their last packet, in seconds.
 */
import type {Timeouts} from '../../ipvs/listing.ts';
import type {KnownService} from '../seen.ts';
import type {DrainSituation} from './situation.ts';

/**
 * TCP's TIME_WAIT: `tcp_timeouts` in ip_vs_proto_tcp.c. No option of ipvsadm changes it; `--set` changes ESTABLISHED,
 * FIN_WAIT and UDP only (`ip_vs_set_timeout` in ip_vs_ctl.c).
 */
const timeWait = 120;

/** The kernel's defaults, for a director whose timeouts were not read. */
const defaults = {tcp: 900, tcpFin: 120, udp: 300} as const;

/** The director's timeouts, or the kernel's defaults if they were not read. */
export function timeoutsOf({settings}: Pick<DrainSituation, 'settings'>): Timeouts {
	return settings?.timeouts ?? defaults;
}

/** The time that an entry stays after its last packet, seconds. */
export interface Lifetimes {
	/** After a TCP connection was closed properly, and after the last packet of a UDP flow. */
	readonly closed: number;
	/** If it was not closed: the client or the server disappeared silently. */
	readonly open: number;
}

/**
 * The lifetimes of a service's entries; null if unknown, as with SCTP, and for one-packet services, which have none.
 */
export function lifetimesOf(
	{key, onePacket}: Pick<KnownService, 'key' | 'onePacket'>,
	{settings}: DrainSituation,
): Lifetimes | null {
	const {tcp, tcpFin, udp} = timeoutsOf({settings});
	if (onePacket) {
		return null;
	}

	// With direct routing and tunnels the director sees one direction only: a closed connection stays in FIN_WAIT.
	const closed = Math.max(timeWait, tcpFin);
	if (key.kind === 'fwmark') {
		return {closed: Math.max(closed, udp), open: Math.max(tcp, closed, udp)};
	}

	switch (key.protocol) {
		case 'tcp':
			return {closed, open: Math.max(tcp, closed)};
		case 'udp':
			return {closed: udp, open: udp};
		case 'sctp':
			return null;
	}
}
