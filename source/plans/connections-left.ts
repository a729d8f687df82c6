/**
 * Which connections hold a server: what has to come to an end before nothing is cut off by taking it away.
 */
import type {SeenServer, SeenService, Sysctls} from './seen.ts';

/** The three numbers that the kernel keeps of a server. */
export type ConnectionKind = 'active' | 'inactive' | 'persistent';

/** The three numbers; persistent clients are null if they were not asked for. */
export type ConnectionNumbers = Pick<
	SeenServer,
	'activeConnections' | 'inactiveConnections' | 'persistentConnections'
>;

const numberOf: Readonly<Record<ConnectionKind, (server: ConnectionNumbers) => number | null>> = {
	active: server => server.activeConnections,
	inactive: server => server.inactiveConnections,
	persistent: server => server.persistentConnections,
};

/**
 * The connections that carry traffic. The kernel counts TCP and SCTP as active while they are open and
 * for up to two minutes more as inactive, UDP always as inactive. Behind a firewall mark it may be either.
 * One-packet services have no connections at all (verified on Linux 6.1 and 7.2).
 */
function carryingKinds({key, onePacket}: SeenService): readonly ConnectionKind[] {
	if (onePacket) {
		return [];
	}

	if (key.kind === 'fwmark') {
		return ['active', 'inactive'];
	}

	return key.protocol === 'udp' ? ['inactive'] : ['active'];
}

/**
 * The numbers that must be 0 for a server to be empty: no connection is left of it, active or inactive. Inactive are
 * also those that a client has half closed and still reads from, and those that have not been set up yet; when the
 * server is gone, the kernel drops their packets (`ip_vs_core.c`, a destination that is not available).
 */
function leftKinds(service: SeenService): readonly ConnectionKind[] {
	if (service.onePacket) {
		return [];
	}

	return service.key.kind === 'address' && service.key.protocol === 'udp'
		? ['inactive']
		: ['active', 'inactive'];
}

/**
 * Which numbers must be 0 for a drained server to be empty. Where clients come back to it in spite of weight 0,
 * they have to be forgotten too.
 */
export function emptyWhen(service: SeenService, sysctls: Sysctls): readonly ConnectionKind[] {
	const clientsComeBack = service.persistence && sysctls.expireQuiescentTemplate !== true;
	return [...leftKinds(service), ...(clientsComeBack ? (['persistent'] as const) : [])];
}

/** The sum of the kinds for a server; null if one of them is not known. */
export function connectionsLeft(
	server: ConnectionNumbers,
	kinds: readonly ConnectionKind[],
): number | null {
	const numbers = kinds.map(kind => numberOf[kind](server));
	return numbers.every(number => number !== null)
		? numbers.reduce((sum, number) => sum + number, 0)
		: null;
}

/** How many connections would be cut off if the server went away now. */
export function carryingConnections(service: SeenService, server: SeenServer): number {
	return connectionsLeft(server, carryingKinds(service)) ?? 0;
}
