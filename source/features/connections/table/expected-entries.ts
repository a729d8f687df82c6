/**
 * Estimates the number of entries in the connection table from the servers' figures, if the kernel has no cheap number
 * (before Linux 7.1, and for an ordinary user).
 */

/** The counts of one server; the servers of a reading have them. */
export interface ServerEntries {
	readonly activeConnections: number;
	readonly inactiveConnections: number;
	/** Its templates; null if they were not read. */
	readonly persistentConnections: number | null;
}

/** Connections and templates of all servers. Those of servers that are no longer configured are not included. */
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
