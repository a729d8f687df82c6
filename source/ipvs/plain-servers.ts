/**
 * Servers without special properties as numbers. Nearly all servers of a large table are such; as numbers they take 20
 * bytes each instead of some hundred, and they can be compared with a reply of the kernel without making an object.
 */
import {formatIpv4} from './ipv4.ts';
import {forwardingNumber} from './netlink/numbers.ts';
import type {ServiceWithServers} from './rule-set.ts';
import type {ServerRule, Tunnel} from './server.ts';
import type {ServiceRule} from './service.ts';

/** The numbers of one server, in this order. */
export const plainNumbers = 5;

/** The forwarding methods that a plain server can have, by the kernel's number. */
const forwardings: Readonly<Record<number, 'masq' | 'tunnel' | 'route'>> = {
	[forwardingNumber.masq]: 'masq',
	[forwardingNumber.tunnel]: 'tunnel',
	[forwardingNumber.route]: 'route',
};

/** The port and the forwarding method in one number. */
export function portAndForwarding(port: number, forwarding: number): number {
	return port | (forwarding << 16);
}

const ipip: Tunnel = {type: 'ipip', port: null, checksum: null};

/**
 * The servers of one service: IPv4 addresses, no tunnel but plain IP in IP. They are in ascending order of address and
 * port, and none occurs twice.
 */
export class PlainServers {
	readonly count: number;
	/** The lines of the service and its servers as text, exactly as lvstop saves them. */
	readonly text: string;
	readonly from: number;
	readonly to: number;
	readonly #numbers: Int32Array;
	/** The index of the first server's first number. */
	readonly #first: number;
	#rules: readonly ServerRule[] | null = null;

	/** @param numbers five for each server: address, port and forwarding, weight, upper and lower threshold */
	constructor(
		numbers: {readonly all: Int32Array; readonly first: number; readonly count: number},
		lines: {readonly text: string; readonly from: number; readonly to: number},
	) {
		this.#numbers = numbers.all;
		this.#first = numbers.first * plainNumbers;
		this.count = numbers.count;
		this.text = lines.text;
		this.from = lines.from;
		this.to = lines.to;
	}

	/** The servers as objects, the same ones each time. */
	rules(): readonly ServerRule[] {
		this.#rules ??= Array.from({length: this.count}, (_, place) => this.#ruleAt(place));
		return this.#rules;
	}

	/**
	 * The position of the server that has exactly the given numbers; -1 if there is none.
	 * @param expected the position that is tried first
	 */
	placeOf(numbers: Int32Array, expected: number): number {
		if (this.#isAt(expected, numbers)) {
			return expected;
		}

		let low = 0;
		for (let high = this.count - 1; low < high; ) {
			const middle = (low + high) >> 1;
			if (this.#isBelow(middle, numbers)) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		return this.#isAt(low, numbers) ? low : -1;
	}

	#isBelow(place: number, numbers: Int32Array): boolean {
		const at = this.#first + place * plainNumbers;
		const own = (this.#numbers[at] ?? 0) >>> 0;
		const other = (numbers[0] ?? 0) >>> 0;
		return own === other
			? ((this.#numbers[at + 1] ?? 0) & 0xffff) < ((numbers[1] ?? 0) & 0xffff)
			: own < other;
	}

	#isAt(place: number, numbers: Int32Array): boolean {
		const own = this.#numbers;
		const at = this.#first + place * plainNumbers;
		return (
			place >= 0 &&
			place < this.count &&
			own[at] === numbers[0] &&
			own[at + 1] === numbers[1] &&
			own[at + 2] === numbers[2] &&
			own[at + 3] === numbers[3] &&
			own[at + 4] === numbers[4]
		);
	}

	#ruleAt(place: number): ServerRule {
		const numbers = this.#numbers;
		const at = this.#first + place * plainNumbers;
		const target = numbers[at + 1] ?? 0;
		const forwarding = forwardings[target >>> 16] ?? 'route';
		return {
			address: formatIpv4(numbers[at] ?? 0),
			port: target & 0xffff,
			forwarding,
			tunnel: forwarding === 'tunnel' ? ipip : null,
			weight: numbers[at + 2] ?? 0,
			upperThreshold: numbers[at + 3] ?? 0,
			lowerThreshold: numbers[at + 4] ?? 0,
		};
	}
}

const plainEntries = new WeakMap<ServiceWithServers, PlainServers>();

/** One for all, so that entries need no function of their own. */
const lateServers: PropertyDescriptor & ThisType<ServiceWithServers> = {
	enumerable: true,
	configurable: true,
	get() {
		return plainEntries.get(this)?.rules();
	},
};

/**
 * A service whose servers become objects only when somebody looks at them. A copy of it is an ordinary object, so nothing
 * that was changed in a copy is overlooked.
 */
class PlainEntry implements ServiceWithServers {
	readonly service: ServiceRule;
	/** A property of its own, because a copy would lack a getter of the class. */
	declare readonly servers: readonly ServerRule[];

	constructor(service: ServiceRule, plain: PlainServers) {
		this.service = service;
		Object.defineProperty(this, 'servers', lateServers);
		plainEntries.set(this, plain);
	}
}

/** Makes such a service. */
export function plainEntry(service: ServiceRule, plain: PlainServers): ServiceWithServers {
	return new PlainEntry(service, plain);
}

/** The servers of a service as numbers; undefined if it was not made by {@link plainEntry}. */
export function plainServersOf(entry: ServiceWithServers): PlainServers | undefined {
	return plainEntries.get(entry);
}

/** The number of servers of a service, without making objects of them. */
export function serverCount(entry: ServiceWithServers): number {
	return plainServersOf(entry)?.count ?? entry.servers.length;
}
