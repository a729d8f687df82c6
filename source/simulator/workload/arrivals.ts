/**
 * The arrivals of clients, and their services.
 */
import {type ServiceId, type ServiceKey, serviceId} from '../../ipvs/service.ts';
import {parseServiceId} from '../../ipvs/service-id.ts';
import type {Random} from '../random.ts';
import {Clients} from './clients.ts';
import {ticksPerSecond} from './entries.ts';
import type {ServiceTraffic, TrafficShape} from './shape.ts';

/** Seconds from one peak of the rate to the next. */
const swingPeriod = 300;

/** The clients of one service, and their target. */
export interface Crowd {
	readonly key: ServiceKey;
	readonly id: ServiceId;
	readonly traffic: ServiceTraffic;
	readonly clients: Clients;
}

function crowdOf(traffic: ServiceTraffic, random: Random): Crowd {
	const key = parseServiceId(traffic.service);
	if (!key) {
		throw new RangeError(`not a service: ${traffic.service}`);
	}

	return {key, id: serviceId(key), traffic, clients: new Clients(traffic.clients, random)};
}

/**
 * All crowds together arrive as one Poisson process, and each arrival is assigned to a crowd by its share; so the cost
 * depends on the number of arrivals and not on the number of services.
 */
export class Arrivals {
	readonly #random: Random;
	readonly #swing: number;
	readonly #crowds: readonly Crowd[];
	/** The cumulative rate up to and including each crowd. */
	readonly #rateUpTo: Float64Array;

	/** @throws {RangeError} if the shape names something that is not a service */
	constructor({services, swing}: TrafficShape, random: Random) {
		this.#random = random;
		this.#swing = swing;
		this.#crowds = services.map(traffic => crowdOf(traffic, random));
		this.#rateUpTo = new Float64Array(services.length);
		let sum = 0;
		for (const [index, {connectionsPerSecond}] of services.entries()) {
			sum += connectionsPerSecond;
			this.#rateUpTo[index] = sum;
		}
	}

	/** The crowds from which clients come at this tick, one for each client. */
	at(tick: number): readonly Crowd[] {
		const phase = (2 * Math.PI * tick) / (swingPeriod * ticksPerSecond);
		const total = this.#rateUpTo.at(-1) ?? 0;
		const mean = (total / ticksPerSecond) * (1 + this.#swing * Math.sin(phase));
		return Array.from({length: this.#random.poisson(mean)}, () =>
			this.#pick(this.#random.next() * total),
		).filter(crowd => crowd !== null);
	}

	#pick(rate: number): Crowd | null {
		let low = 0;
		let high = this.#crowds.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#rateUpTo[middle] ?? 0) <= rate) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return this.#crowds[low] ?? null;
	}
}
