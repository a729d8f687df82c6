/**
 * Servers that have stopped answering.
 */
import type {Server} from '../table/rows.ts';
import {ticksPerSecond} from './entries.ts';
import type {Failure} from './shape.ts';

/** The servers that fail, and since when. */
export class Failures {
	readonly #since: ReadonlyMap<string, number>;
	/** A cache, because this is looked up with every packet. */
	readonly #known = new WeakMap<Server, number>();

	constructor(failures: readonly Failure[]) {
		this.#since = new Map(
			failures.map(({service, server, at}) => [`${service} ${server}`, at * ticksPerSecond]),
		);
	}

	isFailing(server: Server, tick: number): boolean {
		let since = this.#known.get(server);
		if (since === undefined) {
			since = this.#since.get(`${server.service.id} ${server.id}`) ?? Number.POSITIVE_INFINITY;
			this.#known.set(server, since);
		}

		return tick >= since;
	}
}
