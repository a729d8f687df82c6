/**
 * Joins the services of a netlink reading with their servers, in the order in which they are shown.
 */
import type {Destination} from '../../ipvs/netlink/destinations.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {KnownServers, KnownService, KnownTable} from './netlink-known.ts';
import {byKey, orderOf} from './netlink-order.ts';
import type {Gathered, Servers} from './netlink-rows.ts';
import {inOrder, sameIds} from './ordered-rows.ts';
import type {ServiceReading} from './reading.ts';

/** The rows of a reading. */
export interface NetlinkRows {
	readonly services: readonly ServiceReading[];
	readonly known: KnownTable;
	/** Whether rows of the last reading are missing: they may have been skipped because others were deleted. */
	readonly vanished: boolean;
}

/** A service with its servers, and whether any of the last reading are missing. */
export interface Joined {
	readonly known: KnownServers;
	readonly vanished: boolean;
}

/**
 * The table of a reading from its services, one service per step.
 * @param joined all services with their servers
 */
export function* joinRows(
	services: ReadonlyMap<ServiceId, KnownService>,
	joined: readonly Joined[],
	before: KnownTable,
): Generator<void, NetlinkRows> {
	let vanished = false;
	const rows = new Map<ServiceId, KnownServers>();
	for (const entry of joined) {
		rows.set(entry.known.service.id, entry.known);
		vanished ||= entry.vanished;
		yield;
	}

	for (const id of before.rows.keys()) {
		vanished ||= !rows.has(id);
	}

	const ordered = yield* inOrder(rows, before.rows, byKey());
	return {
		services: ordered.map(({reading}) => reading),
		known: {services, rows: new Map(ordered.map(known => [known.service.id, known]))},
		vanished,
	};
}

/**
 * Sorts the servers of some services, one service per step. A service without any change stays the object of the last
 * reading.
 */
export function* joinServers(gathered: readonly Gathered[]): Generator<void, readonly Joined[]> {
	const joined: Joined[] = [];
	for (const entry of gathered) {
		const servers = entry.servers();
		joined.push(inKnownOrder(entry, servers) ?? (yield* inNewOrder(entry, servers)));
		yield;
	}

	return joined;
}

/** A service with the servers of the last reading, whatever their figures are; null if there are others. */
function inKnownOrder({service, before, bytes}: Gathered, {rows, prints}: Servers): Joined | null {
	if (before === undefined) {
		return null;
	}

	const {order} = before;
	if (rows === before.rows && service === before.service) {
		return {known: before, vanished: false};
	}

	if (!sameIds(before.rows, rows)) {
		return null;
	}

	const servers =
		rows === before.rows ? before.reading.servers : order.flatMap(at => rows[at] ?? []);
	const reading = readingOf(service, servers);
	return {known: {service, rows, prints, order, bytes, reading}, vanished: false};
}

function* inNewOrder(
	{service, before, bytes}: Gathered,
	{rows, prints}: Servers,
): Generator<void, Joined> {
	const {order, reading} = yield* orderedService(service, rows);
	return {
		known: {service, rows, prints, order, bytes, reading},
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

function readingOf(service: NetlinkService, servers: ServiceReading['servers']): ServiceReading {
	const {id, rule, counters, kernelRates} = service;
	const {key, scheduler, schedulerFlags, persistence, engine, onePacket} = rule;
	return {
		...{id, key, familyKnown: true, scheduler, schedulerFlags, persistence, engine, onePacket},
		...{counters, kernelRates, rule, servers},
	};
}
