/**
 * What all schedulers have in common.
 */
import type {Random} from '../../random.ts';
import type {Server, Service} from '../../table/rows.ts';
import type {Client} from '../clients.ts';

/** Who wants to connect. */
export interface Arrival {
	readonly client: Client;
	readonly clientPort: number;
	readonly random: Random;
}

/** One scheduler at work for one service; null if it finds no server, so that the client is refused. */
export type Scheduler = (service: Service, arrival: Arrival) => Server | null;

/** Whether most schedulers would pick the server at all. */
export function isUsable({rule, overloaded}: Server): boolean {
	return rule.weight > 0 && !overloaded;
}

/** The usable server for which the number is the smallest; the first of equals. */
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
