/**
 * The rows of a netlink reading, and which of the last reading's rows are unchanged.
 *
 * The kernel reports rows in the order of its own tables, which only changes with added or deleted rows. So the
 * position of a row in the answer leads to the same row of the last reading, and most rows need neither be decoded nor
 * sorted again.
 */

import type {Bytes} from '../../ipvs/netlink/bytes.ts';
import {type Destination, readDestination} from '../../ipvs/netlink/destinations.ts';
import {readMessage} from '../../ipvs/netlink/messages.ts';
import type {Reply} from '../../ipvs/netlink/replies.ts';
import {destinationsRequest} from '../../ipvs/netlink/requests.ts';
import {type NetlinkService, readService} from '../../ipvs/netlink/services.ts';
import type {WantedStatistics} from '../../ipvs/netlink/statistics.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {KernelAnswers} from './kernel.ts';
import {eachReply} from './netlink-answers.ts';
import {byKey, orderOf} from './netlink-order.ts';
import {inOrder, sameIds} from './ordered-rows.ts';
import type {ServiceReading} from './reading.ts';

/** The start of a reply. */
interface Place {
	readonly bytes: Bytes;
	readonly start: number;
}

/** A service of a reading. */
export interface KnownService {
	readonly row: NetlinkService;
	readonly place: Place;
	/** The request for its servers. */
	readonly request: Uint8Array;
}

/**
 * The servers of several services that were requested together. The bytes of their replies are kept, so that the next
 * replies can be compared with them; after that the buffers are filled again.
 */
interface Batch {
	readonly pieces: readonly Bytes[];
}

/** A service with its servers. */
interface KnownServers {
	readonly service: NetlinkService;
	/** In the kernel's order. */
	readonly rows: readonly Destination[];
	readonly batch: Batch;
	/** The positions of the replies in the pieces of the batch; see {@link placeIn}. */
	readonly places: readonly number[];
	/** The display order, as indexes in the kernel's order. */
	readonly order: readonly number[];
	readonly reading: ServiceReading;
	/** The size of the replies, bytes. */
	readonly bytes: number;
}

/** The data kept from a reading for the next one. */
export interface KnownTable {
	readonly services: ReadonlyMap<ServiceId, KnownService>;
	/** In display order. */
	readonly rows: ReadonlyMap<ServiceId, KnownServers>;
	/** The pieces with the replies about services. */
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
	readonly batches: readonly KnownBatch[];
}

/** A batch with the ids of its services, in the order in which they were requested. */
export interface KnownBatch {
	readonly ids: readonly ServiceId[];
	readonly pieces: readonly Uint8Array<ArrayBuffer>[];
}

/** More than the bytes of any piece. */
const pieceRoom = 2 ** 32;

/** A piece's index and a position in it as one number: an object for each of 50,000 rows would take much memory. */
function placeIn(piece: number, start: number): number {
	return piece * pieceRoom + start;
}

function replyIn({pieces}: Batch, place: number): Reply | null {
	const piece = Math.floor(place / pieceRoom);
	const bytes = pieces[piece];
	return bytes === undefined ? null : replyAt({bytes, start: place - piece * pieceRoom});
}

/** The state before the first reading. */
export const nothingKnown: KnownTable = {
	...{services: new Map(), rows: new Map()},
	...{pieces: [], batches: []},
};

/** The rows of a reading. */
export interface NetlinkRows {
	readonly services: readonly ServiceReading[];
	readonly known: KnownTable;
	/** Whether rows of the last reading are missing: they may have been skipped because others were deleted. */
	readonly vanished: boolean;
}

function placeOf({bytes, message}: Reply): Place {
	return {bytes, start: message.start};
}

function replyAt({bytes, start}: Place): Reply {
	return {bytes, message: readMessage(bytes, start, bytes.array.length)};
}

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

		const known = earlier.next().value;
		const row = readService(
			reply,
			wanted,
			known ? {...replyAt(known.place), row: known.row} : null,
		);
		found.set(row.id, {
			row,
			place: placeOf(reply),
			request: known?.row.id === row.id ? known.request : destinationsRequest(row.rule.key),
		});
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

/** Collects the servers of each service as they come. */
export interface Gathered {
	readonly service: NetlinkService;
	readonly before: KnownServers | undefined;
	readonly batch: Batch;
	readonly rows: Destination[];
	readonly places: number[];
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
	const batch: {pieces: Bytes[]} = {pieces: []};
	const gathered = services.map(({row}): Gathered => {
		const known = before.rows.get(row.id);
		return {service: row, before: known, batch, rows: [], places: [], bytes: 0};
	});
	yield* eachReply(answers, (reply, number) => {
		if (batch.pieces.at(-1) !== reply.bytes) {
			batch.pieces.push(reply.bytes);
		}

		const into = gathered[number];
		if (into === undefined) {
			return;
		}

		const {before: known} = into;
		const place = into.rows.length;
		const row = known?.rows[place];
		const earlier = row && known && replyIn(known.batch, known.places[place] ?? -1);
		into.rows.push(
			readDestination(
				reply,
				into.service.rule.key.family,
				wanted,
				row && earlier ? {...earlier, row} : null,
			),
		);
		into.places.push(placeIn(batch.pieces.length - 1, reply.message.start));
		into.bytes += reply.message.end - reply.message.start;
	});
	return gathered;
}

/**
 * Joins the services with their servers, one service per step.
 * @param gathered the servers of all services
 */
export function* joinRows(
	services: ReadonlyMap<ServiceId, KnownService>,
	gathered: readonly Gathered[],
	{before, ...pieces}: {readonly before: KnownTable} & Pick<KnownTable, 'pieces' | 'batches'>,
): Generator<void, NetlinkRows> {
	let vanished = false;
	const joined = new Map<ServiceId, KnownServers>();
	for (const entry of gathered) {
		const servers = yield* joinServers(entry);
		joined.set(entry.service.id, servers.known);
		vanished ||= servers.vanished;
		yield;
	}

	for (const id of before.rows.keys()) {
		vanished ||= !joined.has(id);
	}

	const ordered = yield* inOrder(joined, before.rows, byKey());
	return {
		services: ordered.map(({reading}) => reading),
		known: {
			services,
			rows: new Map(ordered.map(known => [known.service.id, known])),
			...pieces,
		},
		vanished,
	};
}

/** Sorts the servers of a service. */
function* joinServers({
	service,
	before,
	batch,
	rows,
	places,
	bytes,
}: Gathered): Generator<void, {known: KnownServers; vanished: boolean}> {
	if (before && sameIds(before.rows, rows)) {
		const {order} = before;
		const isSame = service === before.service && rows.every((row, at) => row === before.rows[at]);
		const same = isSame
			? {rows: before.rows, reading: before.reading}
			: {
					rows,
					reading: readingOf(
						service,
						order.flatMap(at => rows[at] ?? []),
					),
				};
		return {known: {service, batch, places, order, bytes, ...same}, vanished: false};
	}

	const {order, reading} = yield* orderedService(service, rows);
	return {
		known: {service, rows, batch, places, order, bytes, reading},
		vanished: before !== undefined && lacksAny(before.rows, rows),
	};
}

/**
 * A service with its servers in the order in which they are shown.
 * @param rows in the kernel's order
 */
export function* orderedService(
	service: NetlinkService,
	rows: readonly Destination[],
): Generator<void, {readonly order: readonly number[]; readonly reading: ServiceReading}> {
	const order = yield* orderOf(rows);
	const servers = order.flatMap(at => rows[at] ?? []);
	return {order, reading: readingOf(service, servers)};
}

function lacksAny(before: readonly Destination[], rows: readonly Destination[]): boolean {
	const ids = new Set(rows.map(({id}) => id));
	return before.some(({id}) => !ids.has(id));
}

function readingOf(service: NetlinkService, servers: readonly Destination[]): ServiceReading {
	const {id, rule, counters, kernelRates} = service;
	const {key, scheduler, schedulerFlags, persistence, engine, onePacket} = rule;
	return {
		...{id, key, familyKnown: true, scheduler, schedulerFlags, persistence, engine, onePacket},
		...{counters, kernelRates, rule, servers},
	};
}
