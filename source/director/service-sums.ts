/**
 * The connections of all servers of a service. Several parts of every screen ask for them, and of most services they are
 * those of the reading before.
 */
import type {LiveServer} from './polling/live.ts';

/** Connections that are there at one moment. */
export interface ConnectionSums {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
}

/** As much of a service as is summed up. */
interface WithServers {
	readonly servers: readonly Pick<LiveServer, 'activeConnections' | 'inactiveConnections'>[];
}

const known = new WeakMap<WithServers['servers'], ConnectionSums>();

/** The sums over the servers of a service; they are made once for the same list of servers. */
export function sumsOf({servers}: WithServers): ConnectionSums {
	const found = known.get(servers);
	if (found !== undefined) {
		return found;
	}

	let activeConnections = 0;
	let inactiveConnections = 0;
	for (const server of servers) {
		activeConnections += server.activeConnections;
		inactiveConnections += server.inactiveConnections;
	}

	const sums = {activeConnections, inactiveConnections};
	known.set(servers, sums);
	return sums;
}
