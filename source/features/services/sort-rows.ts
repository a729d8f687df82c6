/**
 * The order of the rows: services among each other, and servers within their service.
 */

import {type SortValue, sortByValue} from '../../console/table/sort-by-value.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, serviceState} from '../../director/row-state.ts';
import {forwardingName, serverOptions, serviceOptions} from '../../director/vocabulary.ts';
import type {FilteredService} from './filter-rows.ts';

interface SortDefinition {
	/** Whether the largest stands first before anybody reverses it. */
	readonly descending: boolean;
	readonly service: (service: LiveService) => SortValue;
	readonly server: (server: LiveServer) => SortValue;
}

const stateRank = {
	'no-servers': 4,
	'no-weight': 3,
	'over-threshold': 3,
	draining: 2,
	drained: 1,
	normal: 0,
} as const;

function sum(service: LiveService, figure: (server: LiveServer) => number): number {
	let total = 0;
	for (const server of service.servers) {
		total += figure(server);
	}

	return total;
}

function byRate(name: keyof NonNullable<LiveServer['rates']>): SortDefinition {
	return {
		descending: true,
		service: service => service.rates?.[name] ?? null,
		server: server => server.rates?.[name] ?? null,
	};
}

/** Every column by which the Services view can be sorted; `service` is the order in which the reader gives the table. */
const definitions = {
	service: {descending: false, service: () => 0, server: () => 0},
	via: {
		descending: false,
		service: service => service.scheduler,
		server: forwardingName,
	},
	// A service has no weight of its own: services keep their order, servers are sorted within them.
	weight: {descending: true, service: () => 0, server: server => server.weight},
	active: {
		descending: true,
		service: service => sum(service, server => server.activeConnections),
		server: server => server.activeConnections,
	},
	inactive: {
		descending: true,
		service: service => sum(service, server => server.inactiveConnections),
		server: server => server.inactiveConnections,
	},
	connections: byRate('connections'),
	in: byRate('inBytes'),
	out: byRate('outBytes'),
	'in-packets': byRate('inPackets'),
	'out-packets': byRate('outPackets'),
	total: {
		descending: true,
		service: service => service.counters?.connections ?? null,
		server: server => server.counters?.connections ?? null,
	},
	options: {descending: false, service: serviceOptions, server: serverOptions},
	state: {
		descending: true,
		service: service => stateRank[serviceState(service)],
		server: server => stateRank[serverState(server)],
	},
} as const satisfies Record<string, SortDefinition>;

export type SortColumn = keyof typeof definitions;

/** The columns in the order in which `<` and `>` go through them. */
export const sortColumns = Object.keys(definitions) as readonly SortColumn[];

export interface Sort {
	readonly column: SortColumn;
	/** Whether the largest stands first. */
	readonly descending: boolean;
}

/** The order in which the reader gives the table. */
export const readersOrder: Sort = {column: 'service', descending: false};

/** Sorting by a column in the direction that people expect of it. */
export function sortBy(column: SortColumn): Sort {
	return {column, descending: definitions[column].descending};
}

/** The services and their servers in the order that is wanted. */
export function sortServices(
	services: readonly FilteredService[],
	{column, descending}: Sort,
): readonly FilteredService[] {
	if (column === 'service') {
		return descending
			? services.map(entry => ({...entry, servers: entry.servers.toReversed()})).reverse()
			: services;
	}

	const definition: SortDefinition = definitions[column];
	return sortByValue(services, entry => definition.service(entry.service), descending).map(
		entry => ({
			...entry,
			servers: sortByValue(entry.servers, definition.server, descending),
		}),
	);
}
