/**
 * Servers that do not answer any more.
 */
import type {Server} from '../table/rows.ts';
import {ticksPerSecond} from './entries.ts';
import type {Failure} from './shape.ts';

/** Which servers fail, and since when. */
export class Failures {
	readonly #since: ReadonlyMap<string, number>;

	constructor(failures: readonly Failure[]) {
		this.#since = new Map(
			failures.map(({service, server, at}) => [`${service} ${server}`, at * ticksPerSecond]),
		);
	}

	isFailing({service, id}: Server, tick: number): boolean {
		const since = this.#since.get(`${service.id} ${id}`);
		return since !== undefined && tick >= since;
	}
}
