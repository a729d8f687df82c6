/**
 * Removed servers are kept for a while: adding the same one again restores its counters and its connections (read in
 * ip_vs_ctl.c of Linux 6.1).
 */
import type {AddressFamily} from '../../ipvs/address.ts';
import type {ServerKey} from '../../ipvs/server.ts';
import type {Server, Service} from './rows.ts';

/** Seconds that a server without connections is kept, counted from the first time the timer checks it. */
const keepIdle = 120;
/** Seconds between two checks. */
const lookPeriod = keepIdle / 2;

/** The removed servers of a director. Times are seconds of simulated time. */
export class Trash {
	readonly #servers = new Map<Server, {idleSince: number | null}>();
	#nextLook: number | null = null;

	/** The number of servers kept. */
	get size(): number {
		return this.#servers.size;
	}

	put(server: Server, now: number): void {
		this.#nextLook ??= now + lookPeriod;
		this.#servers.set(server, {idleSince: null});
	}

	/** Removes and returns the server that was in the same place of the same service; null if there is none. */
	take(service: Service, family: AddressFamily, key: ServerKey): Server | null {
		for (const server of this.#servers.keys()) {
			if (
				server.rule.address === key.address &&
				server.rule.port === key.port &&
				server.family === family &&
				sameService(server.service, service)
			) {
				this.#servers.delete(server);
				return server;
			}
		}

		return null;
	}

	/** Drops servers that were idle for long enough. Call it at least every half minute. */
	look(now: number): void {
		while (this.#nextLook !== null && this.#nextLook <= now) {
			this.#lookAt(this.#nextLook);
			this.#nextLook = this.#servers.size > 0 ? this.#nextLook + lookPeriod : null;
		}
	}

	#lookAt(now: number): void {
		for (const [server, kept] of this.#servers) {
			if (server.entries > 0) {
				continue;
			}

			if (kept.idleSince === null) {
				kept.idleSince = now;
			} else if (now >= kept.idleSince + keepIdle) {
				this.#servers.delete(server);
			}
		}
	}
}

/** In the trash a firewall mark is the same for both families. */
function sameService(one: Service, other: Service): boolean {
	const [oneKey, otherKey] = [one.rule.key, other.rule.key];
	return oneKey.kind === 'fwmark' && otherKey.kind === 'fwmark'
		? oneKey.fwmark === otherKey.fwmark
		: one.id === other.id;
}
