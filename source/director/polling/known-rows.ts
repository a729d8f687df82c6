/**
 * Adds rates to the rows of a reading, from the remembered counters of the last one.
 */
import {growthOf, growthOfServer} from '../../ipvs/rates.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Reading, ServerReading, ServiceReading} from '../reading/reading.ts';
import {agreedCounts} from './agreed-counts.ts';
import type {LiveServer, LiveService} from './live.ts';
import type {PacketRate} from './live-packets.ts';
import {followOverload, type KnownOverload} from './overload.ts';
import {
	type CounterReading,
	finishRow,
	type GrownRow,
	type KnownRow,
	packetsOf,
	type WeighedRow,
	weighRow,
} from './row-rates.ts';

/** The remembered data of a service and its servers. */
interface KnownService {
	/** Null without counters. */
	readonly row: KnownRow | null;
	/** The servers that have counters. */
	readonly servers: ReadonlyMap<ServerId, KnownRow>;
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
}

/** If this many packets passed and no service counted any of them, then no service was refreshed. */
const unseenPackets = 10;

/** Joins a reading with the remembered rows, one row per step. */
export function* followRows(
	reading: Reading,
	before: KnownRows,
	{counters, passed, frozen}: RowsReading,
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
	const finish = (rows: readonly WeighedRow[], whole: number | null) =>
		finishRows(rows, isUnseen ? 'unseen' : whole, counters);
	const withoutRates = (row: KnownRow | null) =>
		frozen && row !== null ? {...row, rates: null, ratesFrom: null, hint: null} : row;

	const serviceRows = finish(weighedServices, passed?.isSteady ? perPeriod : null).map(
		withoutRates,
	);
	let hasOpenRates = serviceRows.some(isOpen);
	const known = new Map<ServiceId, KnownService>();
	const services: LiveService[] = [];
	for (const [index, service] of reading.services.entries()) {
		const earlier = before.get(service.id);
		const row = serviceRows[index] ?? null;
		const weighed: WeighedRow[] = [];
		const overloads = new Map<ServerId, KnownOverload>();
		for (const server of service.servers) {
			const knownServer = earlier?.servers.get(server.id) ?? null;
			weighed.push(
				counters === null
					? {kind: 'known', row: knownServer}
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
				overloads.set(server.id, knownOverload);
			}

			yield;
		}

		const rows = finish(weighed, counters && packetsAPeriod(row, counters)).map(withoutRates);
		hasOpenRates ||= rows.some(isOpen);
		const servers = service.servers.map((server, at): LiveServer => {
			const overload =
				overloads.get(server.id)?.overload ??
				(server.upperThreshold === 0 ? ('open' as const) : null);
			return {...showRow(server, rows[at]), overload};
		});
		known.set(service.id, {
			row,
			overloads,
			servers: new Map(
				service.servers.flatMap(({id}, at) => {
					const knownServer = rows[at];
					return knownServer ? [[id, knownServer] as const] : [];
				}),
			),
		});
		services.push({...showRow(service, row), servers});
		yield;
	}

	return {services, known, hasOpenRates};
}

function isOpen(row: KnownRow | null): boolean {
	return row !== null && row.ratesFrom !== 'measured';
}

/** Whether there are rows to compare, and none of them has grown. */
function stoodStill(rows: readonly WeighedRow[]): boolean {
	const grown = grownRows(rows);
	return grown.length > 0 && grown.every(({packets}) => packets === 0);
}

function grownRows(rows: readonly WeighedRow[]): readonly GrownRow[] {
	return rows.flatMap(weighed => (weighed.kind === 'grown' ? [weighed.row] : []));
}

/**
 * Determines the number of refreshes of every row of a group.
 * @param whole packets per period of the group, null if unknown; `unseen` if no row was refreshed
 */
function finishRows(
	rows: readonly WeighedRow[],
	whole: number | null | 'unseen',
	reading: CounterReading | null,
): readonly (KnownRow | null)[] {
	const grown = grownRows(rows);
	const open = grown.filter(({decided}) => decided === null);
	const isComplete = rows.length === grown.length;
	const decided = grown.reduce((sum, row) => sum + packetsOfDecided(row), 0);
	const counts = agreedCounts(
		open.map(row => row.open),
		{packets: isComplete && whole !== 'unseen' ? whole : null, decided},
	);
	const areUnseen = whole === 'unseen' && stoodStill(rows);
	const countOf = new Map(open.map((row, at) => [row, counts[at] ?? null]));
	return rows.map(weighed => {
		if (weighed.kind === 'known' || reading === null) {
			return weighed.kind === 'known' ? weighed.row : weighed.row.known;
		}

		const {row} = weighed;
		const agreed = row.decided ? row.decided.count : (countOf.get(row) ?? null);
		const count = agreed ?? row.fallback;
		return finishRow(row, areUnseen && count !== 0 ? null : count, reading);
	});
}

/** Packets per period of a row whose number of refreshes is certain. */
function packetsOfDecided({decided, packets, open}: GrownRow): number {
	if (decided === null) {
		return 0;
	}

	return decided.count > 0 ? packets / decided.count : (open.likely?.packets ?? 0);
}

/** Packets per period of a row with measured rates. */
function packetsAPeriod(row: KnownRow | null, {period}: CounterReading): number | null {
	return row?.rates && row.ratesFrom === 'measured' ? (packetsOf(row.rates) * period) / 1000 : null;
}

function showRow<Row extends ServerReading | ServiceReading>(
	row: Row,
	known: KnownRow | null | undefined,
) {
	return {
		...row,
		counters: known?.counters ?? null,
		rates: known?.rates ?? null,
		ratesFrom: known?.ratesFrom ?? null,
	};
}
