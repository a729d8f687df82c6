/**
 * The rows of the table by what checks ask: the real servers of a forwarding method, and the virtual addresses.
 */
import {type RowId, serverRowId} from '../../console/state/console-row.ts';
import {type AddressFamily, familyOf, type IpAddress} from '../../ipvs/address.ts';
import type {Forwarding} from '../../ipvs/server.ts';
import type {CheckedServer, CheckedService, CheckedTable} from './facts.ts';

/** A server in one service. */
export interface Entry {
	readonly service: CheckedService;
	readonly server: CheckedServer;
}

/** A real server with its entries of one forwarding method. */
export class RealServer {
	readonly address: IpAddress;
	readonly entries: readonly [Entry, ...Entry[]];

	constructor(address: IpAddress, entries: readonly [Entry, ...Entry[]]) {
		this.address = address;
		this.entries = entries;
	}

	get family(): AddressFamily {
		return familyOf(this.address);
	}

	/** The largest weight of its entries; 0 means that it gets no new connections. */
	get weight(): number {
		return this.entries.reduce((most, {server}) => Math.max(most, server.weight), 0);
	}

	/** `SERVICE SERVER`, or its address if it is in several services. */
	get about(): string {
		const [entry] = this.entries;
		return this.entries.length === 1 ? rowOf(entry) : this.address;
	}
}

/** The entries of all services. */
export function* entriesOf({services}: CheckedTable): Generator<Entry> {
	for (const service of services) {
		for (const server of service.servers) {
			yield {service, server};
		}
	}
}

/** The id of the row of an entry. */
export function rowOf({service, server}: Entry): RowId {
	return serverRowId(service.id, server.id);
}

/** Adds a value to the list of its key. Copying the list for each value would cost the square of its length. */
export function addTo<Key, Value>(
	lists: Map<Key, [Value, ...Value[]]>,
	key: Key,
	value: Value,
): void {
	const list = lists.get(key);
	if (list === undefined) {
		lists.set(key, [value]);
	} else {
		list.push(value);
	}
}

const grouped = new WeakMap<CheckedTable, Map<string, readonly RealServer[]>>();

/** The real servers of these forwarding methods, each once. Remembered for a table: many checks ask. */
export function realServersOf(
	table: CheckedTable,
	...methods: readonly Forwarding[]
): readonly RealServer[] {
	const known = grouped.get(table) ?? new Map<string, readonly RealServer[]>();
	grouped.set(table, known);
	const name = methods.join(' ');
	const before = known.get(name);
	if (before !== undefined) {
		return before;
	}

	const byAddress = new Map<IpAddress, [Entry, ...Entry[]]>();
	for (const entry of entriesOf(table)) {
		const {address, forwarding} = entry.server;
		if (forwarding !== null && methods.includes(forwarding)) {
			addTo(byAddress, address, entry);
		}
	}

	const made = Array.from(byAddress, ([address, entries]) => new RealServer(address, entries));
	known.set(name, made);
	return made;
}

/** Whether any server has one of these forwarding methods. */
export function hasForwarding(
	{services}: CheckedTable,
	...methods: readonly Forwarding[]
): boolean {
	return services.some(({servers}) =>
		servers.some(({forwarding}) => forwarding !== null && methods.includes(forwarding)),
	);
}

/** A virtual address with its services. */
export interface VirtualAddress {
	readonly address: IpAddress;
	readonly services: readonly CheckedService[];
}

const addresses = new WeakMap<CheckedTable, readonly VirtualAddress[]>();

/** The virtual addresses of all services that have one, each once. Remembered for a table: many checks ask. */
export function virtualAddressesOf(table: CheckedTable): readonly VirtualAddress[] {
	const before = addresses.get(table);
	if (before !== undefined) {
		return before;
	}

	const found = new Map<IpAddress, [CheckedService, ...CheckedService[]]>();
	for (const service of table.services) {
		if (service.key.kind === 'address') {
			addTo(found, service.key.address, service);
		}
	}

	const made = Array.from(found, ([address, services]) => ({address, services}));
	addresses.set(table, made);
	return made;
}

/** Active and inactive connections. */
export function connectionsOf(servers: readonly CheckedServer[]): number {
	return servers.reduce(
		(sum, {activeConnections, inactiveConnections}) =>
			sum + activeConnections + inactiveConnections,
		0,
	);
}
