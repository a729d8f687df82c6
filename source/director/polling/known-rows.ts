/**
 * Adds rates to the rows of a reading, from the remembered counters of the last one.
 */
import {growthOf, growthOfServer} from '../../ipvs/rates.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {sameIds} from '../reading/ordered-rows.ts';
import type {Reading, ServiceReading} from '../reading/reading.ts';
import {finishRows, stoodStill} from './finish-rows.ts';
import {type IdleRows, idleRow} from './idle-rows.ts';
import type {LiveServer, LiveService} from './live.ts';
import type {PacketRate} from './live-packets.ts';
import {liveServer} from './live-server.ts';
import {followOverload, type KnownOverload} from './overload.ts';
import {
	type CounterReading,
	type KnownRow,
	packetsOf,
	type WeighedRow,
	weighRow,
} from './row-rates.ts';

/** The remembered data of a service and its servers. */
interface KnownService {
	/** The service as it was read. */
	readonly reading: ServiceReading;
	/** The service as it is shown. */
	readonly live: LiveService;
	/** Null without counters. */
	readonly row: KnownRow | null;
	/**
	 * The servers in their order; null for one without counters. Null as a whole if the service and all its servers are
	 * idle: then their counters are those that are shown, and their time is that of the service.
	 */
	readonly servers: readonly (KnownRow | null)[] | null;
	/** The servers that have an upper threshold. */
	readonly overloads: ReadonlyMap<ServerId, KnownOverload>;
}

/** The remembered data of all rows of the last reading. A row that was missing in one reading starts again. */
export type KnownRows = ReadonlyMap<ServiceId, KnownService>;

/** The services with their rates, and the data to remember for the next reading. */
export interface FollowedRows {
	readonly services: readonly LiveService[];
	readonly known: KnownRows;
	/** Whether a row has counters but no measured rates. */
	readonly hasOpenRates: boolean;
}

/** A reading, as far as its rows need it. */
export interface RowsReading {
	/** Null if the reading has no counters; the rows then keep their rates. */
	readonly counters: CounterReading | null;
	/** The live packet rate of the director since the last counters; null if unknown. */
	readonly passed: PacketRate | null;
	/** Whether the kernel does not refresh: counters are shown, but no rates. */
	readonly frozen: boolean;
	readonly idle: IdleRows;
}

const noOverloads: ReadonlyMap<ServerId, KnownOverload> = new Map();

/** If this many packets passed and no service counted any of them, then no service was refreshed. */
const unseenPackets = 10;

/** Joins a reading with the remembered rows, one row per step. An unchanged service or server stays the same object. */
export function* followRows(
	reading: Reading,
	before: KnownRows,
	{counters, passed, frozen, idle}: RowsReading,
): Generator<void, FollowedRows> {
	const perPeriod = passed && counters && (passed.packets * counters.period) / 1000;
	const weighedServices: WeighedRow[] = [];
	for (const service of reading.services) {
		const row = before.get(service.id)?.row ?? null;
		weighedServices.push(
			counters === null ? {kind: 'known', row} : weighRow(row, service, counters, growthOf),
		);
		yield;
	}

	const isUnseen = perPeriod !== null && perPeriod >= unseenPackets && stoodStill(weighedServices);
	const idleReading = idle.begin(counters, isUnseen || frozen);
	const finish = (rows: readonly WeighedRow[], whole: number | null) =>
		finishRows(rows, isUnseen ? 'unseen' : whole, counters);
	const settle = (row: KnownRow | null): KnownRow | null =>
		row === null
			? null
			: frozen
				? {...row, rates: null, ratesFrom: null, hint: null}
				: idleReading.share(row);

	const serviceRows = finish(weighedServices, passed?.isSteady ? perPeriod : null).map(settle);
	let hasOpenRates = serviceRows.some(isOpen);
	const known = new Map<ServiceId, KnownService>();
	const services: LiveService[] = [];
	const add = (service: KnownService) => {
		known.set(service.reading.id, service);
		services.push(service.live);
	};
	for (const [index, service] of reading.services.entries()) {
		const earlier = before.get(service.id) ?? null;
		const row = serviceRows[index] ?? null;
		if (
			earlier !== null &&
			earlier.reading === service &&
			earlier.overloads.size === 0 &&
			(counters === null
				? !frozen
				: idleReading.isSettled && earlier.servers === null && idleReading.isShared(row))
		) {
			hasOpenRates ||= counters === null && (earlier.servers ?? []).some(isOpen);
			add(showsNumbers(earlier.live, row) ? {...earlier, row} : withService(earlier, service, row));
			yield;
			continue;
		}

		const knownServers = serversOf(earlier, service);
		const weighed: WeighedRow[] = [];
		let overloads: Map<ServerId, KnownOverload> | null = null;
		for (const [at, server] of service.servers.entries()) {
			const knownServer = knownServers[at] ?? null;
			weighed.push(
				counters === null
					? {kind: 'known', row: knownServer}
					: knownServer !== null && idleReading.isStillIdle(knownServer, server.counters)
						? {kind: 'idle', row: knownServer}
						: weighRow(knownServer, server, counters, growthOfServer),
			);
			const knownOverload = followOverload(earlier?.overloads.get(server.id) ?? null, {
				connections: server.activeConnections + server.inactiveConnections,
				upperThreshold: server.upperThreshold,
				lowerThreshold: server.lowerThreshold,
				isPersistent: service.persistence !== null,
				at: reading.monotonic,
			});
			if (knownOverload !== null) {
				overloads ??= new Map();
				overloads.set(server.id, knownOverload);
			}

			yield;
		}

		const rows = finish(weighed, counters && packetsAPeriod(row, counters)).map(settle);
		hasOpenRates ||= rows.some(isOpen);
		const shown =
			earlier !== null && sameIds(earlier.reading.servers, service.servers) ? earlier : null;
		const servers = service.servers.map((server, at): LiveServer => {
			const overload =
				overloads?.get(server.id)?.overload ??
				(server.upperThreshold === 0 ? ('open' as const) : null);
			const live = shown?.live.servers[at];
			return live !== undefined &&
				shown?.reading.servers[at] === server &&
				live.overload === overload &&
				showsNumbers(live, rows[at] ?? null)
				? live
				: liveServer(server, rows[at] ?? null, overload);
		});
		const isIdle = idleReading.isShared(row) && rows.every(one => idleReading.isShared(one));
		add({
			reading: service,
			live: liveService(service, row, servers),
			row,
			servers: isIdle ? null : rows,
			overloads: overloads ?? noOverloads,
		});
		yield;
	}

	idleReading.finish();
	return {services, known, hasOpenRates};
}

/** A service with unchanged servers. */
function withService(
	earlier: KnownService,
	service: ServiceReading,
	row: KnownRow | null,
): KnownService {
	return {...earlier, row, live: liveService(service, row, earlier.live.servers)};
}

/** The remembered data of the servers of a reading, in their order. */
function serversOf(
	earlier: KnownService | null,
	service: ServiceReading,
): readonly (KnownRow | null)[] {
	if (earlier === null) {
		return [];
	}

	const {row, reading, live} = earlier;
	const servers =
		earlier.servers ??
		live.servers.map(({counters}) => (row && counters ? idleRow(counters, row.span) : null));
	if (sameIds(reading.servers, service.servers)) {
		return servers;
	}

	const known = new Map(reading.servers.map(({id}, at) => [id, servers[at] ?? null]));
	return service.servers.map(({id}) => known.get(id) ?? null);
}

/** Whether a row is shown with these counters and rates. */
function showsNumbers(
	live: Pick<LiveServer, 'counters' | 'rates' | 'ratesFrom'>,
	row: KnownRow | null,
): boolean {
	return (
		live.counters === (row?.counters ?? null) &&
		live.rates === (row?.rates ?? null) &&
		live.ratesFrom === (row?.ratesFrom ?? null)
	);
}

function isOpen(row: KnownRow | null): boolean {
	return row !== null && row.ratesFrom !== 'measured';
}

/** Packets per period of a row with measured rates. */
function packetsAPeriod(row: KnownRow | null, {period}: CounterReading): number | null {
	return row?.rates && row.ratesFrom === 'measured' ? (packetsOf(row.rates) * period) / 1000 : null;
}

function liveService(
	row: ServiceReading,
	known: KnownRow | null,
	servers: readonly LiveServer[],
): LiveService {
	return {
		...row,
		counters: known?.counters ?? null,
		rates: known?.rates ?? null,
		ratesFrom: known?.ratesFrom ?? null,
		servers,
	};
}
