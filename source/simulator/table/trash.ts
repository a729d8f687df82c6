/**
 * Removed servers are kept for a while: adding the same one again brings it back with its counters and
 * its connections (read in ip_vs_ctl.c of Linux 6.1).
 */
import type {AddressFamily} from '../../ipvs/address.ts';
import type {ServerKey} from '../../ipvs/server.ts';
import type {Server, Service} from './rows.ts';

/** Seconds that a server without connections is kept, counted from the timer's first look at it. */
const keepIdle = 120;
/** Seconds between two looks. */
const lookPeriod = keepIdle / 2;

/** The removed servers of a director. Times are seconds of simulated time. */
export class Trash {
	readonly #servers = new Map<Server, {idleSince: number | null}>();
	#nextLook: number | null = null;

	/** Servers that are kept. */
	get size(): number {
		return this.#servers.size;
	}

	put(server: Server, now: number): void {
		this.#nextLook ??= now + lookPeriod;
		this.#servers.set(server, {idleSince: null});
	}

	/** Takes the server back that once was in the same place of the same service; null if there is none. */
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

	/** Forgets what was idle for long enough. To be called at least every half minute. */
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

/** For the trash a firewall mark is the same in both families. */
function sameService(one: Service, other: Service): boolean {
	const [oneKey, otherKey] = [one.rule.key, other.rule.key];
	return oneKey.kind === 'fwmark' && otherKey.kind === 'fwmark'
		? oneKey.fwmark === otherKey.fwmark
		: one.id === other.id;
}
