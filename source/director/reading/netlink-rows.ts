/**
 * The rows of a netlink reading; those that are as in the last reading are not decoded again.
 *
 * The kernel reports rows in the order of its own tables, which only changes with added or deleted rows. So the
 * position of a row in the answer leads to the same row of the last reading, and most rows need neither be decoded nor
 * sorted again.
 */

import {type Destination, readDestination} from '../../ipvs/netlink/destinations.ts';
import {printOf, type Reply} from '../../ipvs/netlink/replies.ts';
import {destinationsRequest} from '../../ipvs/netlink/requests.ts';
import {hasWanted, type NetlinkService, readService} from '../../ipvs/netlink/services.ts';
import type {WantedStatistics} from '../../ipvs/netlink/statistics.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {type KnownServers, type KnownService, type KnownTable, serverAt} from './netlink-known.ts';

/**
 * The services in the kernel's order, each once.
 * @param request the index of their request
 */
export function* readServices(
	answers: KernelAnswers,
	request: number,
	{wanted, before}: {readonly wanted: WantedStatistics; readonly before: KnownTable},
): Generator<void, ReadonlyMap<ServiceId, KnownService>> {
	const found = new Map<ServiceId, KnownService>();
	const earlier = before.services.values();
	yield* eachReply(answers, (reply, number) => {
		if (number !== request) {
			return;
		}

		const known = earlier.next().value ?? null;
		const read = readService(reply, wanted, known);
		const {id, rule} = read.row;
		const ownRequest = known?.row.id === id ? known.request : destinationsRequest(rule.key);
		found.set(id, known !== null && read === known ? known : {...read, request: ownRequest});
	});
	return found;
}

/** Bytes of replies that fit into one piece, with room for the datagram after them. */
const batchBytes = 950_000;

/** The expected bytes of a new service, and the bytes of the end of a dump. */
const unknownBytes = 4000;
const endBytes = 24;

/**
 * The services in batches whose servers are requested together. While the servers of one batch are decoded, those of
 * the next one are fetched.
 */
export function inBatches(
	services: readonly KnownService[],
	before: KnownTable,
): readonly (readonly KnownService[])[] {
	const batches: KnownService[][] = [];
	let room = 0;
	for (const service of services) {
		const bytes = (before.rows.get(service.row.id)?.bytes ?? unknownBytes) + endBytes;
		if (bytes > room) {
			batches.push([]);
			room = batchBytes;
		}

		batches.at(-1)?.push(service);
		room -= bytes;
	}

	return batches;
}

/** Servers in the kernel's order, with their fingerprints (see {@link KnownServers.prints}). */
export interface Servers {
	readonly rows: readonly Destination[];
	readonly prints: readonly number[];
}

const none: Servers = {rows: [], prints: []};

/**
 * The servers of a service as they come. As long as each is as it was in the last reading, only their number is kept:
 * lists of all servers of a large table would be megabytes of garbage in every reading.
 */
export class Gathered {
	readonly service: NetlinkService;
	readonly before: KnownServers | undefined;
	/** The size of their replies. */
	bytes = 0;
	/** The number of servers at the start that are as they were. */
	#same = 0;
	/** All servers, from the first one on that is not as it was. */
	#changed: {readonly rows: Destination[]; readonly prints: number[]} | null = null;

	constructor(service: NetlinkService, before: KnownServers | undefined) {
		this.service = service;
		this.before = before;
	}

	/** Adds the server of a reply. */
	add(reply: Reply, wanted: WantedStatistics): void {
		const {before} = this;
		const print = printOf(reply);
		this.bytes += reply.message.end - reply.message.start;
		if (this.#changed === null && before && isSame(before, this.#same, print, wanted)) {
			this.#same += 1;
			return;
		}

		this.#changed ??= this.#first();
		const {rows, prints} = this.#changed;
		const earlier = before ? serverAt(before, rows.length) : null;
		const {family} = this.service.rule.key;
		const {row, wholePrint, rulePrint} = readDestination(reply, family, wanted, earlier, print);
		rows.push(row);
		prints.push(wholePrint, rulePrint);
	}

	/** All of them; the lists of the last reading if nothing has changed. */
	servers(): Servers {
		const {rows, prints} = this.#changed ?? this.before ?? none;
		if (this.#changed === null) {
			return this.#same === rows.length ? {rows, prints} : this.#first();
		}

		// Copies have no room for more elements, which a list that grew has: with one server a service, most of it.
		return {rows: rows.slice(), prints: prints.slice()};
	}

	/** New lists of the servers at the start that are as they were. */
	#first() {
		const {rows, prints} = this.before ?? none;
		return {rows: rows.slice(0, this.#same), prints: prints.slice(0, 2 * this.#same)};
	}
}

/** Whether the reply with this fingerprint says of the server at a place what the last reading knew of it. */
function isSame(
	{rows, prints}: KnownServers,
	place: number,
	print: number,
	wanted: WantedStatistics,
): boolean {
	const row = rows[place];
	return row !== undefined && prints[2 * place] === print && hasWanted(row, wanted);
}

/**
 * The servers of some services, one row per step.
 * @param answers to the requests of these services, in their order
 */
export function* gatherServers(
	services: readonly KnownService[],
	answers: KernelAnswers,
	{wanted, before}: {readonly wanted: WantedStatistics; readonly before: KnownTable},
): Generator<void, readonly Gathered[]> {
	const gathered = services.map(({row}) => new Gathered(row, before.rows.get(row.id)));
	yield* eachReply(answers, (reply, number) => gathered[number]?.add(reply, wanted));
	return gathered;
}
