/**
 * A set of rows, by service.
 */

import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {type RowId, serverIdOfRow, serverRowId, serviceOfRowId} from './console-row.ts';

/** A server in a service, by their ids. */
export interface ServerOfService {
	readonly service: {readonly id: ServiceId};
	readonly server: {readonly id: ServerId};
}

/** Up to this many servers of a service are looked through one by one, which takes less memory than a set. */
const few = 16;

/** The rows of a service: the ids of servers, and the id of the service for its own row. */
type RowsOfService = (ServerId | ServiceId)[] | Set<ServerId | ServiceId>;

function has(rows: RowsOfService, id: string): boolean {
	return Array.isArray(rows) ? rows.some(one => one === id) : (rows as Set<string>).has(id);
}

/**
 * Rows that something is known about, each once. It refers to the ids of services and servers that the table has anyway:
 * the text of 50,000 ids of rows would take more memory than the rows themselves.
 */
export class RowSet implements Iterable<RowId> {
	readonly #services = new Map<ServiceId, RowsOfService>();

	/** The rows of a list, given by their ids or as servers. */
	static of(rows: Iterable<RowId | ServerOfService>): RowSet {
		const set = new RowSet();
		for (const row of rows) {
			if (typeof row === 'string') {
				const service = serviceOfRowId(row);
				set.#add(service, serverIdOfRow(row) ?? service);
			} else {
				set.#add(row.service.id, row.server.id);
			}
		}

		return set;
	}

	/** The rows that are in any of these sets. */
	static union(sets: Iterable<RowSet>): RowSet {
		const all = new RowSet();
		for (const set of sets) {
			for (const [service, rows] of set.#services) {
				for (const row of rows) {
					all.#add(service, row);
				}
			}
		}

		return all;
	}

	#add(service: ServiceId, id: ServerId | ServiceId): void {
		const rows = this.#services.get(service);
		if (rows === undefined) {
			this.#services.set(service, [id]);
		} else if (!Array.isArray(rows)) {
			rows.add(id);
		} else if (!has(rows, id)) {
			if (rows.length < few) {
				rows.push(id);
			} else {
				this.#services.set(service, new Set([...rows, id]));
			}
		}
	}

	/** Whether there is no row. */
	get isEmpty(): boolean {
		return this.#services.size === 0;
	}

	/** Whether the row of a service, or of a server in it, is in the set. */
	has(service: ServiceId, server?: ServerId): boolean {
		const rows = this.#services.get(service);
		return rows !== undefined && has(rows, server ?? service);
	}

	/** The same by the id of the row. */
	hasRow(row: RowId): boolean {
		return this.has(serviceOfRowId(row), serverIdOfRow(row) ?? undefined);
	}

	/** Whether the row of a service, or of any of its servers, is in the set. */
	hasAnyOf(service: ServiceId): boolean {
		return this.#services.has(service);
	}

	*[Symbol.iterator](): Iterator<RowId> {
		for (const [service, rows] of this.#services) {
			for (const row of rows) {
				yield row === service ? service : serverRowId(service, row as ServerId);
			}
		}
	}
}
