/**
 * Definitions shared by all schedulers.
 */
import type {Random} from '../../random.ts';
import type {Server, Service} from '../../table/rows.ts';
import type {Client} from '../clients.ts';

/** A client that wants to connect. */
export interface Arrival {
	readonly client: Client;
	readonly clientPort: number;
	readonly random: Random;
}

/** The scheduler of one service; null if it finds no server, so that the client is refused. */
export type Scheduler = (service: Service, arrival: Arrival) => Server | null;

/** Whether most schedulers would consider the server. */
export function isUsable({rule, overloaded}: Server): boolean {
	return rule.weight > 0 && !overloaded;
}

/** The usable server with the smallest number; the first of equals. */
export function least(
	servers: readonly Server[],
	number: (server: Server) => number,
): Server | null {
	let best: Server | null = null;
	let smallest = Number.POSITIVE_INFINITY;
	for (const server of servers) {
		const value = isUsable(server) ? number(server) : Number.POSITIVE_INFINITY;
		if (value < smallest) {
			smallest = value;
			best = server;
		}
	}

	return best;
}
