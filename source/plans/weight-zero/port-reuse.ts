/**
 * Warns about clients that connect again from a port whose last connection is still in the table: `ip_vs_in` and
 * `is_new_conn_expected` in ip_vs_core.c. An entry can also expire; for that see lifetimes.ts.
 */
import type {KnownService, Sysctls, Target} from '../seen.ts';
import {lifetimesOf, timeoutsOf} from './lifetimes.ts';
import {keepsClients} from './persistence-pause.ts';
import type {DrainSituation} from './situation.ts';

/** Whether the service has connections that begin with a special packet (`is_new_conn`): only TCP and SCTP do. */
function hasConnections({key, onePacket}: KnownService): boolean {
	return onePacket !== true && !(key.kind === 'address' && key.protocol === 'udp');
}

/**
 * Whether a client that reuses a port is known to stay on a server of weight 0. Every new connection then keeps the
 * server busy, so its closed connections have to expire too.
 */
export function reusedPortsStay(service: KnownService, sysctls: Sysctls): boolean {
	return (
		hasConnections(service) && sysctls.connReuseMode === 0 && sysctls.expireNodestConn !== true
	);
}

/** `within 120 s` of closing. */
function within(service: KnownService, situation: DrainSituation): string {
	const lifetimes = lifetimesOf(service, situation);
	return lifetimes === null
		? 'while its last connection is in the table'
		: `within ${lifetimes.closed} s`;
}

/** A sentence about clients that reuse a port and stay despite weight 0; empty if they move to other servers. */
export function portReuseWarnings({service}: Target, situation: DrainSituation): readonly string[] {
	const {connReuseMode, expireNodestConn} = situation.sysctls;
	if (!hasConnections(service) || service.persistence) {
		// Persistent clients come back from any port, or stay in any mode.
		return [];
	}

	const soon = within(service, situation);
	if (connReuseMode === 0) {
		// Linux 5.16 checks expire_nodest_conn and weight 0 before conn_reuse_mode.
		const kernels = expireNodestConn === true ? ' on kernels before 5.16' : '';
		return [
			`conn_reuse_mode is 0: a client that reuses a port ${soon} stays on this server${kernels}, even at weight 0, every time; sysctl -w net.ipv4.vs.conn_reuse_mode=1 moves it`,
		];
	}

	return connReuseMode === null
		? [
				`conn_reuse_mode is not known: if it is 0, or if the kernel does not have it (before 4.1), a client that reuses a port ${soon} stays on this server, even at weight 0`,
			]
		: [];
}

/** Further notes about clients that reuse a port, or whose entry is gone; one sentence each. */
export function portReuseReasons(
	{service, server}: Target,
	situation: DrainSituation,
): readonly string[] {
	const {connReuseMode, conntrack, expireNodestConn, sloppyTcp} = situation.sysctls;
	const isTcp =
		hasConnections(service) && !(service.key.kind === 'address' && service.key.protocol === 'sctp');
	if (!isTcp) {
		return [];
	}

	const isModeOne =
		connReuseMode !== null && (connReuseMode & 1) === 1 && (connReuseMode & 2) === 0;
	const seesNoReplies = server.rule !== null && server.rule.forwarding !== 'masq';
	const {tcp, tcpFin} = timeoutsOf(situation);
	const leaves = service.persistence !== null && !keepsClients(service, situation);
	return [
		// `is_new_conn_expected`: never for a connection that a template controls.
		...(leaves && expireNodestConn !== true
			? [
					`a known client that reuses a port ${within(service, situation)} stays on this server, whatever conn_reuse_mode is; with expire_nodest_conn=1 it moves`,
				]
			: []),
		// `is_new_conn_expected`: FIN_WAIT without seen replies (IP_VS_CONN_F_NOOUTPUT) only with bit 2.
		...(isModeOne && seesNoReplies && !service.persistence && expireNodestConn !== true
			? [
					`conn_reuse_mode is 1: a client that reuses a port within ${tcpFin} s stays on this server, because the director does not see the replies; with 2 it moves`,
				]
			: []),
		// `ip_vs_conn_uses_old_conntrack`: the first packet is dropped if its conntrack entry is an old one.
		...(conntrack === true && connReuseMode !== null && connReuseMode !== 0
			? [
					'conntrack is 1: on kernels before 5.9 a client that reuses a port loses its first packet and connects a second later',
				]
			: []),
		// `tcp_conn_schedule` of ip_vs_proto_tcp.c.
		...(sloppyTcp === true
			? [
					`sloppy_tcp is 1: a connection that was silent for ${tcp} s has left the table although both ends keep it open; its next packet goes to another server, which resets it`,
				]
			: []),
	];
}
