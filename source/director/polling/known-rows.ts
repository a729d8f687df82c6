/**
 * A reading turned into what is shown: every row with its last counters and its rates.
 */
import {growthOf, growthOfServer} from '../../ipvs/rates.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import type {Reading, ServerReading, ServiceReading} from '../reading/reading.ts';
import type {LiveServer, LiveService} from './live.ts';
import {followOverload, type KnownOverload} from './overload.ts';
import {type CounterReading, followRow, type KnownRow, type SeenRow} from './row-rates.ts';

/** What is known of a service and its servers. */
interface KnownService {
	/** Null without counters. */
	readonly row: KnownRow | null;
	/** Those that have counters. */
	readonly servers: ReadonlyMap<ServerId, KnownRow>;
	/** Of the servers that have an upper threshold. */
	readonly overloads: ReadonlyMap<ServerId, KnownOverload>;
}

/** What is known of all rows of the last reading. A row that was gone from one reading begins anew. */
export type KnownRows = ReadonlyMap<ServiceId, KnownService>;

/** The services as they are shown, and what to remember for the next reading. */
export interface FollowedRows {
	readonly services: readonly LiveService[];
	readonly known: KnownRows;
}

/**
 * Joins a reading to what is known of its rows, a row a step.
 * @param counters null where the reading has no counters; then the rows keep what they had
 * @param frozen the kernel does not refresh: counters are shown, and no rates
 */
export function* followRows(
	reading: Reading,
	before: KnownRows,
	counters: CounterReading | null,
	frozen: boolean,
): Generator<void, FollowedRows> {
	const known = new Map<ServiceId, KnownService>();
	const services: LiveService[] = [];

	const follow = (row: KnownRow | null, seen: SeenRow, grow: typeof growthOf) => {
		const next = counters === null ? row : followRow(row, seen, counters, grow);
		return frozen && next !== null ? {...next, rates: null, ratesFrom: null} : next;
	};

	for (const service of reading.services) {
		const earlier = before.get(service.id);
		const row = follow(earlier?.row ?? null, service, growthOf);
		const knownServers = new Map<ServerId, KnownRow>();
		const overloads = new Map<ServerId, KnownOverload>();
		const servers: LiveServer[] = [];
		for (const server of service.servers) {
			const knownServer = follow(earlier?.servers.get(server.id) ?? null, server, growthOfServer);
			if (knownServer !== null) {
				knownServers.set(server.id, knownServer);
			}

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

			const overload =
				knownOverload?.overload ?? (server.upperThreshold === 0 ? ('open' as const) : null);
			servers.push({...showRow(server, knownServer), overload});
			yield;
		}

		known.set(service.id, {row, servers: knownServers, overloads});
		services.push({...showRow(service, row), servers});
		yield;
	}

	return {services, known};
}

function showRow<Row extends ServerReading | ServiceReading>(row: Row, known: KnownRow | null) {
	return {
		...row,
		counters: known?.counters ?? null,
		rates: known?.rates ?? null,
		ratesFrom: known?.ratesFrom ?? null,
	};
}
