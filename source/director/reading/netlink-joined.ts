/**
 * Joins the services of a netlink reading with their servers, in the order in which they are shown.
 */
import type {Destination} from '../../ipvs/netlink/destinations.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {KnownServers, KnownService, KnownTable} from './netlink-known.ts';
import {byKey, orderOf} from './netlink-order.ts';
import type {Gathered} from './netlink-rows.ts';
import {inOrder, sameIds} from './ordered-rows.ts';
import type {ServiceReading} from './reading.ts';

/** The rows of a reading. */
export interface NetlinkRows {
	readonly services: readonly ServiceReading[];
	readonly known: KnownTable;
	/** Whether rows of the last reading are missing: they may have been skipped because others were deleted. */
	readonly vanished: boolean;
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
