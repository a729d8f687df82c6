/**
 * The schedulers by name.
 */
import type {Server, Service} from '../../table/rows.ts';
import {destinationHashing, maglevHashing, sourceHashing} from './by-hash.ts';
import {
	failover,
	leastConnections,
	localityBased,
	neverQueue,
	overflow,
	shortestExpectedDelay,
	weightedLeastConnections,
} from './by-load.ts';
import {roundRobin, weightedRoundRobin} from './in-turn.ts';
import type {Arrival, Scheduler} from './scheduling.ts';

const makers: ReadonlyMap<string, () => Scheduler> = new Map([
	['rr', roundRobin],
	['wrr', weightedRoundRobin],
	['lc', () => leastConnections],
	['wlc', () => weightedLeastConnections],
	['lblc', localityBased],
	['lblcr', localityBased],
	['dh', destinationHashing],
	['sh', sourceHashing],
	['sed', () => shortestExpectedDelay],
	['nq', () => neverQueue],
	['fo', () => failover],
	['ovf', () => overflow],
	['mh', () => maglevHashing],
]);

/** Runs the scheduler of every service. */
export class Scheduling {
	readonly #atWork = new WeakMap<Service, {readonly name: string; readonly pick: Scheduler}>();

	/** The server for a new client, or null if it is refused. A service without a scheduler refuses everybody. */
	pick(service: Service, arrival: Arrival): Server | null {
		const {scheduler: name} = service.rule;
		let atWork = this.#atWork.get(service);
		if (atWork?.name !== name) {
			const pick = makers.get(name)?.() ?? (() => null);
			atWork = {name, pick};
			this.#atWork.set(service, atWork);
		}

		return atWork.pick(service, arrival);
	}
}
