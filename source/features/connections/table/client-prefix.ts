/**
 * Client networks: how many leading bits of an address make one group.
 */

/** The prefix lengths by which clients are grouped: 0 to 32, and 0 to 128. */
export interface ClientPrefix {
	readonly ipv4: number;
	readonly ipv6: number;
}

/** The offered choices, from single clients to large networks. */
export const clientPrefixes: readonly ClientPrefix[] = [
	{ipv4: 32, ipv6: 128},
	{ipv4: 24, ipv6: 64},
	{ipv4: 16, ipv6: 48},
	{ipv4: 8, ipv6: 32},
];

/** No grouping: every client by itself. */
export const singleClients: ClientPrefix = {ipv4: 32, ipv6: 128};
