/**
 * The rules of services from their netlink replies. A service that is as expected becomes the expected object, and its
 * replies are only compared with that: in a large table nearly all services are.
 */
import {serviceChanges} from '../../ipvs/diff.ts';
import type {ThresholdService} from '../../ipvs/listing.ts';
import {type Destination, decodeDestination} from '../../ipvs/netlink/destinations.ts';
import {
	plainActive,
	plainDestinationNumbers,
	plainInactive,
	readPlainDestination,
} from '../../ipvs/netlink/plain-destination.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import {type PlainServers, plainServersOf} from '../../ipvs/plain-servers.ts';
import type {MissingRow, RuleSet, ServiceWithServers} from '../../ipvs/rule-set.ts';
import type {ServerRule} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {sharedService} from '../../ipvs/shared-rules.ts';
import {eachReply} from './netlink-answers.ts';
import type {JoinBatch} from './netlink-batches.ts';
import {orderedService} from './netlink-joined.ts';
import type {ServiceReading} from './reading.ts';

const noStatistics = {counters: false, kernelRates: false};

const noWords = 'the kernel has a tunnel type that ipvsadm does not support';

/** The rules of one service, or why it has none. */
export interface ServiceRules {
	readonly id: ServiceId;
	/** Null if it has no words. */
	readonly rules: ServiceWithServers | null;
	readonly listed: ThresholdService | null;
	readonly missing: readonly MissingRow[];
}

function rulesOf(
	{id, rule: service, servers}: ServiceReading,
	known: ServiceWithServers | undefined,
): ServiceRules {
	if (service === null) {
		return {id, rules: null, listed: null, missing: [{service: id, name: id, reason: noWords}]};
	}

	const missing: MissingRow[] = [];
	const found: ServerRule[] = [];
	const rows: ThresholdService['servers'][number][] = [];
	for (const server of servers) {
		const {rule, activeConnections, inactiveConnections} = server;
		if (rule === null) {
			missing.push({service: id, name: `${server.id} in ${id}`, reason: noWords});
			continue;
		}

		const {address, port, upperThreshold, lowerThreshold} = rule;
		found.push(rule);
		rows.push({
			...{address, port, upperThreshold, lowerThreshold},
			...{activeConnections, inactiveConnections},
		});
	}

	const rules = sharedService(known, {service, servers: found});
	return {id, rules, listed: {service: rules.service, servers: rows}, missing};
}

/** The connections of expected servers, active and inactive, by the numbers of their rows. */
type Connections = Uint32Array;

/** A service that is as expected: the counts of its servers become objects only when somebody looks at them. */
class ExpectedService implements ThresholdService {
	readonly #rules: ServiceWithServers;
	readonly #connections: Connections;
	readonly #firstRow: number;

	constructor(rules: ServiceWithServers, connections: Connections, firstRow: number) {
		this.#rules = rules;
		this.#connections = connections;
		this.#firstRow = firstRow;
	}

	get service(): ServiceRule {
		return this.#rules.service;
	}

	get servers(): ThresholdService['servers'] {
		return this.#rules.servers.map(({address, port, upperThreshold, lowerThreshold}, place) => {
			const row = this.#firstRow + place;
			return {
				...{address, port, upperThreshold, lowerThreshold},
				activeConnections: this.#connections[2 * row] ?? 0,
				inactiveConnections: this.#connections[2 * row + 1] ?? 0,
			};
		});
	}
}

/** A service that is expected, and how far its replies are as expected. */
interface Expected {
	readonly entry: ServiceWithServers;
	/** Undefined if its servers have to be compared as objects. */
	readonly plain: PlainServers | undefined;
	/** The number of its first server among all expected ones. */
	readonly firstRow: number;
}

/** Numbers the servers of the expected services. */
function indexed(alike: RuleSet) {
	const byId = new Map<ServiceId, Expected>();
	let rows = 0;
	for (const entry of alike) {
		const plain = plainServersOf(entry);
		byId.set(serviceId(entry.service.key), {entry, plain, firstRow: rows});
		rows += plain?.count ?? 0;
	}

	return {byId, rows};
}

/** Compares the replies of one service after the other. Objects are used again, because a large table has many rows. */
class Comparison {
	readonly connections: Connections;
	readonly #numbers = new Int32Array(plainDestinationNumbers);
	readonly #seen: Uint8Array;

	constructor(rows: number) {
		this.connections = new Uint32Array(2 * rows);
		this.#seen = new Uint8Array(rows);
	}

	/**
	 * Compares a reply.
	 * @param place the position of the server that is expected
	 * @returns the position of the server that it is; -1 if it is none, or one that was there before
	 */
	placeOf(
		reply: Parameters<typeof readPlainDestination>[0],
		{rule}: NetlinkService,
		{plain, firstRow}: Expected,
		place: number,
	): number {
		const numbers = this.#numbers;
		const found =
			plain && readPlainDestination(reply, rule.key.family, numbers)
				? plain.placeOf(numbers, place)
				: -1;
		const row = firstRow + found;
		if (found === -1 || this.#seen[row] === 1) {
			return -1;
		}

		this.#seen[row] = 1;
		this.connections[2 * row] = numbers[plainActive] ?? 0;
		this.connections[2 * row + 1] = numbers[plainInactive] ?? 0;
		return found;
	}
}

/** How the replies of a service are compared. */
interface Compared {
	readonly expected: Expected | undefined;
	/** The position of the server that is expected next. */
	next: number;
	/** The number of replies that are as expected. */
	count: number;
	isExpected: boolean;
}

/**
 * Makes the rules of services from the replies for their servers, in one reading; a service that is as expected becomes
 * the expected object.
 */
export function joinRules(alike: RuleSet): JoinBatch<ServiceRules> {
	const {byId, rows} = indexed(alike);
	const comparison = new Comparison(rows);

	/** Whether the service itself is as expected, and its servers can be compared without objects. */
	const begin = ({id, rule}: NetlinkService): Compared => {
		const expected = byId.get(id);
		const {plain, entry} = expected ?? {};
		return {
			expected,
			// The kernel reports the server first that was added last.
			next: (plain?.count ?? 0) - 1,
			count: 0,
			isExpected:
				plain !== undefined &&
				entry !== undefined &&
				serviceChanges(entry.service, rule).length === 0,
		};
	};

	return function* (services, answers) {
		const compared = services.map(begin);
		yield* eachReply(answers, (reply, number) => {
			const service = services[number];
			const state = compared[number];
			if (service && state?.isExpected && state.expected) {
				const place = comparison.placeOf(reply, service, state.expected, state.next);
				state.isExpected = place !== -1;
				state.next = place - 1;
				state.count += 1;
			}
		});
		for (const state of compared) {
			state.isExpected &&= state.count === state.expected?.plain?.count;
		}

		const others = compared.map(({isExpected}): Destination[] | null => (isExpected ? null : []));
		yield* eachReply(answers, (reply, number) => {
			const service = services[number];
			if (service) {
				const {family} = service.rule.key;
				others[number]?.push(decodeDestination(reply, family, noStatistics));
			}
		});
		const made: ServiceRules[] = [];
		for (const [index, service] of services.entries()) {
			const {id} = service;
			const {expected} = compared[index] ?? {};
			const rowsOfOther = others[index];
			if (expected && rowsOfOther === null) {
				const {entry, firstRow} = expected;
				const listed = new ExpectedService(entry, comparison.connections, firstRow);
				made.push({id, rules: entry, listed, missing: []});
			} else {
				const {reading} = yield* orderedService(service, rowsOfOther ?? []);
				made.push(rulesOf(reading, expected?.entry));
			}

			yield;
		}

		return made;
	};
}
