/**
 * Schedulers that take servers in turn.
 */
import type {Server} from '../../table/rows.ts';
import {isUsable, type Scheduler} from './scheduling.ts';

/** `rr`: the next one after the last, ignoring the weights except 0. */
export function roundRobin(): Scheduler {
	let last: Server | null = null;
	return ({servers}) => {
		const start = last === null ? -1 : servers.indexOf(last);
		for (let step = 1; step <= servers.length; step += 1) {
			const server = servers[(start + step) % servers.length];
			if (server && isUsable(server)) {
				last = server;
				return server;
			}
		}

		return null;
	};
}

/**
 * `wrr`: as many turns as the weight says. The turns of heavy servers are spread more evenly than in the kernel; over
 * one round of all turns the shares are the same.
 */
export function weightedRoundRobin(): Scheduler {
	const credits = new WeakMap<Server, number>();
	return ({servers}) => {
		let total = 0;
		let best: Server | null = null;
		for (const server of servers.filter(isUsable)) {
			const credit = (credits.get(server) ?? 0) + server.rule.weight;
			credits.set(server, credit);
			total += server.rule.weight;
			if (best === null || credit > (credits.get(best) ?? 0)) {
				best = server;
			}
		}

		if (best !== null) {
			credits.set(best, (credits.get(best) ?? 0) - total);
		}

		return best;
	};
}
