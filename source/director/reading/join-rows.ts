/**
 * Joins the data of all sources for each row.
 */
import type {Counters, Rates} from '../../ipvs/counters.ts';
import {parseHexNetmask} from '../../ipvs/hex-address.ts';
import type {
	CountedService,
	PersistentService,
	ProcServer,
	RatedService,
} from '../../ipvs/listing.ts';
import {compareServerKeys, type ServerId, type ServerRule, serverId} from '../../ipvs/server.ts';
import {
	compareServiceKeys,
	type ServiceId,
	type ServiceRule,
	serviceId,
} from '../../ipvs/service.ts';
import type {TableService} from './firewall-marks.ts';
import type {IndexedRows} from './indexed-rows.ts';
import {type KnownRules, type KnownService, serverFits, serviceFits} from './known-rules.ts';
import {inOrder} from './ordered-rows.ts';
import type {ServerReading, ServiceReading, UnreadableText} from './reading.ts';

/** The data read besides the table; null for what was not read. */
export interface Details {
	readonly rules: KnownRules | null;
	readonly counters: IndexedRows<CountedService, {readonly counters: Counters}> | null;
	readonly kernelRates: IndexedRows<RatedService, {readonly rates: Rates}> | null;
	readonly persistent: IndexedRows<
		PersistentService,
		{readonly persistentConnections: number}
	> | null;
}

/** The ids of the rows of a reading, in their order. */
export type RowIds = ReadonlyMap<ServiceId, ReadonlySet<ServerId>>;

/** The rows of a reading. */
export interface JoinedRows {
	readonly services: readonly ServiceReading[];
	readonly ids: RowIds;
	/** Rows whose rule is missing or does not match, so that the rules are out of date. */
	readonly unfitting: readonly string[];
	/** Whether rows of the last reading are missing. */
	readonly vanished: boolean;
}

/**
 * Joins the table with its details by the keys of the rows, one row per step. Every row of the table is returned, with
 * null for what a source does not have. A row that is listed twice, as may happen while the table changes, counts once.
 * @param before the rows of the last reading
 */
export function* joinRows(
	table: readonly TableService[],
	details: Details,
	before: RowIds,
): Generator<void, JoinedRows> {
	const unfitting: string[] = [];
	const joined = new Map<ServiceId, ServiceReading>();
	for (const service of table) {
		const id = serviceId(service.key);
		const known = details.rules?.get(id) ?? null;
		const fitting = known?.rule && serviceFits(service.row, known.rule) ? known.rule : null;
		if (fitting === null && known?.unreadable === undefined && details.rules) {
			unfitting.push(id);
		}

		const servers = new Map<ServerId, ServerReading>();
		for (const row of service.row.servers) {
			const server = serverOf(row, id, details, known);
			servers.set(server.id, server);
			if (server.rule === null && server.unreadable === undefined && details.rules) {
				unfitting.push(`${id} ${server.id}`);
			}

			yield;
		}

		const inPlace = yield* inOrder(servers, before.get(id) ?? new Set(), compareServerKeys);
		joined.set(id, serviceOf(service, id, details, {rule: fitting, known, servers: inPlace}));
		yield;
	}

	const services = yield* inOrder(joined, before, (one, other) =>
		compareServiceKeys(one.key, other.key),
	);
	const ids = new Map<ServiceId, ReadonlySet<ServerId>>();
	for (const {id, servers} of services) {
		ids.set(id, idsOf(servers, before.get(id)));
		yield;
	}

	return {services, ids, unfitting, vanished: yield* anyVanished(before, ids)};
}

function serverOf(
	row: ProcServer,
	service: ServiceId,
	{counters, kernelRates, persistent}: Details,
	known: KnownService | null,
): ServerReading {
	const id = serverId(row);
	const found = known?.servers.get(id);
	const rule = found && serverFits(row, found) ? withWeight(found, row.weight) : null;
	const unreadable = unreadableServer(row, known?.unreadableServers?.get(id));
	return {
		id,
		address: row.address,
		port: row.port,
		forwarding: row.forwarding,
		tunnel: rule?.tunnel ?? null,
		weight: row.weight,
		upperThreshold: rule?.upperThreshold ?? null,
		lowerThreshold: rule?.lowerThreshold ?? null,
		activeConnections: row.activeConnections,
		inactiveConnections: row.inactiveConnections,
		persistentConnections: persistent?.get(service)?.servers.get(id)?.persistentConnections ?? null,
		counters: counters?.get(service)?.servers.get(id)?.counters ?? null,
		kernelRates: kernelRates?.get(service)?.servers.get(id)?.rates ?? null,
		rule,
		...(unreadable === null ? {} : {unreadable}),
	};
}

/** The rule with the weight of the table, which is newer. */
function withWeight(rule: ServerRule, weight: number): ServerRule {
	return rule.weight === weight ? rule : {...rule, weight};
}

/** The rule's text of a server that could not be parsed, otherwise the table's. */
function unreadableServer(
	{otherForwarding}: ProcServer,
	saved: UnreadableText | undefined,
): UnreadableText | null {
	if (saved) {
		return saved;
	}

	return otherForwarding === undefined
		? null
		: {text: otherForwarding, reason: 'not a known forwarding method'};
}

/** The rule of a service, and its servers in their order. */
interface RuleAndServers {
	/** The rule, if it is known and matches the row. */
	readonly rule: ServiceRule | null;
	readonly known: KnownService | null;
	readonly servers: readonly ServerReading[];
}

function serviceOf(
	{key, familyKnown, row}: TableService,
	id: ServiceId,
	{counters, kernelRates}: Details,
	{rule, known, servers}: RuleAndServers,
): ServiceReading {
	const {unreadable} = known ?? {};
	const lines = row.unreadableServers;
	return {
		id,
		key,
		familyKnown,
		scheduler: row.scheduler,
		schedulerFlags: rule?.schedulerFlags ?? null,
		persistence: rule ? rule.persistence : persistenceOf({key, row}),
		engine: rule?.engine ?? null,
		onePacket: rule?.onePacket ?? row.onePacket,
		counters: counters?.get(id)?.service.counters ?? null,
		kernelRates: kernelRates?.get(id)?.service.rates ?? null,
		rule,
		...(unreadable && rule === null ? {unreadable} : {}),
		servers,
		...(lines ? {unreadableServers: lines} : {}),
	};
}

/** The persistence. The table has the timeout in kernel ticks, and their length is not known. */
function persistenceOf({
	key,
	row: {persistence},
}: Pick<TableService, 'key' | 'row'>): ServiceReading['persistence'] {
	const netmask = persistence && parseHexNetmask(key.family, persistence.maskHex);
	return persistence && {timeout: null, netmask: netmask ?? persistence.maskHex};
}

/** The ids of some servers; the same set as before if nothing has changed. */
function idsOf(
	servers: readonly ServerReading[],
	before: ReadonlySet<ServerId> | undefined,
): ReadonlySet<ServerId> {
	return before?.size === servers.length && servers.every(({id}) => before.has(id))
		? before
		: new Set(servers.map(({id}) => id));
}

function* anyVanished(before: RowIds, ids: RowIds): Generator<void, boolean> {
	for (const [id, servers] of before) {
		const now = ids.get(id);
		if (now !== servers && (now === undefined || [...servers].some(server => !now.has(server)))) {
			return true;
		}

		yield;
	}

	return false;
}
