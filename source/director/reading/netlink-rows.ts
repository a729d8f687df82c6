/**
 * The rows of a netlink reading; those that are as in the last reading are not decoded again.
 *
 * The kernel reports rows in the order of its own tables, which only changes with added or deleted rows. So the
 * position of a row in the answer leads to the same row of the last reading, and most rows need neither be decoded nor
 * sorted again.
 */

import {type Destination, readDestination} from '../../ipvs/netlink/destinations.ts';
import {destinationsRequest} from '../../ipvs/netlink/requests.ts';
import {type NetlinkService, readService} from '../../ipvs/netlink/services.ts';
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

/** The servers of a service as they come. */
export interface Gathered {
	readonly service: NetlinkService;
	readonly before: KnownServers | undefined;
	readonly rows: Destination[];
	/** See {@link KnownServers.prints}. */
	readonly prints: number[];
	bytes: number;
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
	const gathered = services.map(
		({row}): Gathered => ({
			...{service: row, before: before.rows.get(row.id)},
			...{rows: [], prints: [], bytes: 0},
		}),
	);
	yield* eachReply(answers, (reply, number) => {
		const into = gathered[number];
		if (into === undefined) {
			return;
		}

		const earlier = into.before ? serverAt(into.before, into.rows.length) : null;
		const {family} = into.service.rule.key;
		const {row, wholePrint, rulePrint} = readDestination(reply, family, wanted, earlier);
		into.rows.push(row);
		into.prints.push(wholePrint, rulePrint);
		into.bytes += reply.message.end - reply.message.start;
	});
	return gathered;
}
