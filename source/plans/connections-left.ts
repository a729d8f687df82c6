/**
 * The connections that keep a server busy: they must end before the server can be removed without cutting anything off.
 */
import type {KnownServer, KnownService, Sysctls} from './seen.ts';

/** The three connection counts that the kernel has for a server. */
export type ConnectionKind = 'active' | 'inactive' | 'persistent';

/** The three counts; persistent clients are null if they were not read. */
export type ConnectionNumbers = Pick<
	KnownServer,
	'activeConnections' | 'inactiveConnections' | 'persistentConnections'
>;

const numberOf: Readonly<Record<ConnectionKind, (server: ConnectionNumbers) => number | null>> = {
	active: server => server.activeConnections,
	inactive: server => server.inactiveConnections,
	persistent: server => server.persistentConnections,
};

/**
 * The connections that carry traffic. The kernel counts TCP and SCTP as active while they are open and as inactive for
 * up to two minutes more, UDP always as inactive. Behind a firewall mark it may be either. One-packet services have no
 * connections at all (verified on Linux 6.1 and 7.2).
 */
function carryingKinds({key, onePacket}: KnownService): readonly ConnectionKind[] {
	if (onePacket) {
		return [];
	}

	if (key.kind === 'fwmark') {
		return ['active', 'inactive'];
	}

	return key.protocol === 'udp' ? ['inactive'] : ['active'];
}

/**
 * The counts that must be 0 for a server to be empty: no connection is left, active or inactive. Inactive ones include
 * connections that a client has half closed but still reads from, and those being set up; without the server, the
 * kernel drops their packets (`ip_vs_core.c`, a destination that is not available).
 */
function leftKinds(service: KnownService): readonly ConnectionKind[] {
	if (service.onePacket) {
		return [];
	}

	return service.key.kind === 'address' && service.key.protocol === 'udp'
		? ['inactive']
		: ['active', 'inactive'];
}

/**
 * The counts that must be 0 for a drained server to be empty. If clients come back to it despite weight 0, they have to
 * be forgotten too.
 */
export function emptyWhen(service: KnownService, sysctls: Sysctls): readonly ConnectionKind[] {
	const clientsComeBack = service.persistence && sysctls.expireQuiescentTemplate !== true;
	return [...leftKinds(service), ...(clientsComeBack ? (['persistent'] as const) : [])];
}

/** The sum of these kinds for a server; null if one of them is not known. */
export function connectionsLeft(
	server: ConnectionNumbers,
	kinds: readonly ConnectionKind[],
): number | null {
	const numbers = kinds.map(kind => numberOf[kind](server));
	return numbers.every(number => number !== null)
		? numbers.reduce((sum, number) => sum + number, 0)
		: null;
}

/** The number of connections that would be cut off if the server were removed now. */
export function carryingConnections(service: KnownService, server: KnownServer): number {
	return connectionsLeft(server, carryingKinds(service)) ?? 0;
}
