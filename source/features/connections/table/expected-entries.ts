/**
 * About how many entries the connection table has, from the figures of the servers, where the kernel has
 * no cheap number (before Linux 7.1, and for an ordinary user).
 */

/** What is asked of a server; a reading's servers have it. */
export interface ServerEntries {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	/** Templates; null if they were not asked for. */
	readonly persistentConnections: number | null;
}

/** Connections and templates of all servers. Those of servers that are configured no more are not among them. */
export function expectedEntries(
	services: readonly {readonly servers: readonly ServerEntries[]}[],
): number {
	let entries = 0;
	for (const {servers} of services) {
		for (const {activeConnections, inactiveConnections, persistentConnections} of servers) {
			entries += activeConnections + inactiveConnections + (persistentConnections ?? 0);
		}
	}

	return entries;
}
