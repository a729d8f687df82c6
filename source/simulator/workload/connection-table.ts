/**
 * The connection table: the entries, and the servers' connection counts.
 */
import type {Connection} from '../../ipvs/listing.ts';
import type {Server} from '../table/rows.ts';
import {listedConnection, listedTemplate} from './connection-listing.ts';
import {
	type ConnectionEntry,
	type ConnectionState,
	isActive,
	type TemplateEntry,
} from './entries.ts';

function countConnection(entry: ConnectionEntry, step: 1 | -1): void {
	if (isActive(entry)) {
		entry.server.activeConnections += step;
	} else {
		entry.server.inactiveConnections += step;
	}
}

/** A server is overloaded from its upper threshold on. */
function beginOverload(server: Server): void {
	const {upperThreshold} = server.rule;
	if (upperThreshold > 0 && server.connections >= upperThreshold) {
		server.overloaded = true;
	}
}

/**
 * The overload lasts until the connections fall below the lower threshold, or below three quarters of the upper one if
 * there is no lower one.
 */
function endOverload(server: Server): void {
	const {upperThreshold, lowerThreshold} = server.rule;
	const limit = lowerThreshold > 0 ? lowerThreshold : (upperThreshold * 3) / 4;
	if (upperThreshold === 0 || server.connections < limit) {
		server.overloaded = false;
	}
}

/** All entries of a director. */
export class ConnectionTable {
	readonly #connections = new Set<ConnectionEntry>();
	readonly #templates = new Set<TemplateEntry>();

	/** The number of connections and templates. */
	get size(): number {
		return this.#connections.size + this.#templates.size;
	}

	addConnection(entry: ConnectionEntry): void {
		this.#connections.add(entry);
		countConnection(entry, 1);
		beginOverload(entry.server);
		if (entry.template) {
			entry.template.controlled += 1;
			entry.template.assured ||= entry.state === 'ESTABLISHED' || entry.state === 'UDP';
		}
	}

	changeState(entry: ConnectionEntry, state: ConnectionState): void {
		countConnection(entry, -1);
		entry.state = state;
		countConnection(entry, 1);
	}

	removeConnection(entry: ConnectionEntry): void {
		this.#connections.delete(entry);
		countConnection(entry, -1);
		endOverload(entry.server);
		if (entry.template) {
			entry.template.controlled -= 1;
		}
	}

	addTemplate(entry: TemplateEntry): void {
		this.#templates.add(entry);
		entry.server.persistentConnections += 1;
	}

	removeTemplate(entry: TemplateEntry): void {
		this.#templates.delete(entry);
		entry.server.persistentConnections -= 1;
	}

	/** All entries as they are at a tick, in no particular order. */
	list(tick: number): readonly Connection[] {
		return [
			...this.#connections.values().map(entry => listedConnection(entry, tick)),
			...this.#templates.values().map(entry => listedTemplate(entry, tick)),
		];
	}
}
