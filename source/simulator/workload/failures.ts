/**
 * Servers that do not answer any more.
 */
import type {Server} from '../table/rows.ts';
import {ticksPerSecond} from './entries.ts';
import type {Failure} from './shape.ts';

/** Which servers fail, and since when. */
export class Failures {
	readonly #since: ReadonlyMap<string, number>;
	/** What was looked up before, because it is asked for with every packet. */
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
