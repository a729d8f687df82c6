/**
 * Rows as shown to the operator, with the values that actions need. The rows of a reading have this type.
 */

import type {ServerId, ServerKey, ServerRule} from '../ipvs/server.ts';
import type {ServiceId, ServiceKey, ServiceRule} from '../ipvs/service.ts';
import {countOf} from '../text/figures.ts';

/** A printed line that could not be parsed. */
export interface Unreadable {
	readonly text: string;
	readonly reason: string;
}

/** A server with its live connections. Unknown values are null. */
export interface KnownServer extends ServerKey {
	readonly id: ServerId;
	readonly weight: number;
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	readonly persistentConnections: number | null;
	/** The whole entry; without it nothing can be edited. */
	readonly rule: ServerRule | null;
	/** The printed text of an invalid entry, and the reason. */
	readonly unreadable?: Unreadable;
}

/** A service with its servers. */
export interface KnownService {
	readonly id: ServiceId;
	readonly key: ServiceKey;
	readonly scheduler: string;
	readonly schedulerFlags: readonly string[] | null;
	readonly persistence: {readonly timeout: number | null} | null;
	readonly onePacket: boolean | null;
	/** The whole rule; without it nothing can be edited. */
	readonly rule: ServiceRule | null;
	/** The printed text of an invalid rule, and the reason. */
	readonly unreadable?: Unreadable;
	/** Lines of its servers that could not be parsed at all. */
	readonly unreadableServers?: readonly Unreadable[];
	readonly servers: readonly KnownServer[];
}

/** A server with its service. */
export interface Target {
	readonly service: KnownService;
	readonly server: KnownServer;
}

/** The kernel settings of /proc/sys/net/ipv4/vs that decide how connections continue or end; null if unknown. */
export interface Sysctls {
	/** Connections to a deleted server are removed, so their clients get a reset; otherwise they hang. */
	readonly expireNodestConn: boolean | null;
	/** Persistent clients leave a server of weight 0 at their next connection; otherwise they keep coming back. */
	readonly expireQuiescentTemplate: boolean | null;
	/**
	 * 0: a new connection from a port that is still in the table goes to the old server. Bits 1 and 2 have it scheduled
	 * again.
	 */
	readonly connReuseMode: number | null;
	/** Connections are also entered into netfilter's table. */
	readonly conntrack: boolean | null;
	/** Any TCP packet may begin a connection, not only the first one. */
	readonly sloppyTcp: boolean | null;
}

/** For callers that cannot read them. */
export const unknownSysctls: Sysctls = {
	expireNodestConn: null,
	expireQuiescentTemplate: null,
	connReuseMode: null,
	conntrack: null,
	sloppyTcp: null,
};

/** `10.0.0.8:80 in tcp:172.16.249.138:80` */
export function targetName({
	service,
	server,
}: {
	readonly service: Pick<KnownService, 'id'>;
	readonly server: Pick<KnownServer, 'id'>;
}): string {
	return `${server.id} in ${service.id}`;
}

/** `10.0.0.8:80 in tcp:…:80`; `10.0.0.8 in 3 services` if all are the same real server; otherwise `3 servers`. */
export function targetsName(targets: readonly Target[]): string {
	const [first] = targets;
	if (first !== undefined && targets.length === 1) {
		return targetName(first);
	}

	const services = new Set(targets.map(({service}) => service.id)).size;
	const isOneRealServer = targets.every(({server}) => server.address === first?.server.address);
	return isOneRealServer && services === targets.length && first !== undefined
		? `${first.server.address} in ${countOf(services, 'service')}`
		: countOf(targets.length, 'server');
}

/** Why a row that is only partly known cannot be edited. */
export function notKnownInFull(
	name: string,
	{unreadable}: {readonly unreadable?: Unreadable} = {},
): string {
	const why = unreadable ? ` (it cannot be read: ${unreadable.reason}: ${unreadable.text})` : '';
	return `the whole entry of ${name} is not known${why}, and an edit must repeat all of it`;
}
