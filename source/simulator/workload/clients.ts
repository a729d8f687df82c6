/**
 * The clients of one service: which one connects next, and from which port.
 */
import type {IpAddress} from '../../ipvs/address.ts';
import {formatIpv4, parseIpv4} from '../../ipvs/ipv4.ts';
import {formatIpv6, parseIpv6} from '../../ipvs/ipv6.ts';
import {type Random, scramble} from '../random.ts';
import type {ClientNetwork} from './shape.ts';

/** One client host. */
export interface Client {
	readonly address: IpAddress;
	/** A hash of the address, for schedulers that need it. */
	readonly hash: number;
}

/** Linux's range of ports for outgoing connections. */
const firstPort = 32_768;
const ports = 28_232;

/** The index of the last word of the /64 network of an IPv6 address. */
const networkWord = 3;

function nthAddress(first: IpAddress, index: number): IpAddress {
	const words = first.includes(':') ? parseIpv6(first) : null;
	return words === null
		? formatIpv4((parseIpv4(first) ?? 0) + index)
		: formatIpv6(words.map((word, at) => (at === networkWord ? word + index : word)));
}

/** A crowd of clients. Hosts are created when they first connect: a large scene has very many. */
export class Clients {
	readonly #random: Random;
	readonly #network: ClientNetwork;
	readonly #machines: Client[] = [];
	#port: number;

	constructor(network: ClientNetwork, random: Random) {
		this.#random = random;
		this.#network = network;
		this.#port = random.below(ports);
	}

	/** The next client; its port is unused, unless there are very many connections. */
	next(): {client: Client; port: number} {
		this.#port = (this.#port + 1 + this.#random.below(3)) % ports;
		return {
			client: this.#machine(this.#random.below(this.#network.count)),
			port: firstPort + this.#port,
		};
	}

	#machine(index: number): Client {
		const {first, apart = 1} = this.#network;
		const machine = this.#machines[index] ?? {
			address: nthAddress(first, index * apart),
			hash: scramble(index + 1),
		};
		this.#machines[index] = machine;
		return machine;
	}
}
