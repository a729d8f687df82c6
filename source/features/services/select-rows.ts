/**
 * Selects the rows of the Services view by the director, the filter, the sort order and the folds.
 *
 * A service that matches all words of the filter shows all its servers. Otherwise a server is shown, with its service,
 * if each word is found in it or in its service.
 */

import {
	type ConsoleRow,
	type ServerRow,
	type ServiceRow,
	serverRowId,
} from '../../console/state/console-row.ts';
import {createFindMissing, filterWords} from '../../console/table/filter-rows.ts';
import {createSorter} from '../../console/table/sort-rows.ts';
import {type Names, noNames} from '../../director/names.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {columns} from './columns.ts';
import type {Sort} from './sort-rows.ts';

/** Everything that decides which rows there are, and in which order. */
export interface RowInputs {
	readonly director: Pick<LiveDirector, 'services'> | null;
	readonly filter: string;
	readonly sort: Sort;
	/** Services whose servers are hidden. If a filter matches servers, their service is unfolded anyway. */
	readonly folded: ReadonlySet<ServiceId>;
	/** The names of addresses, which the filter searches too. */
	readonly names?: Names;
}

/** A service with its visible servers. */
export interface ServiceRows {
	readonly service: ServiceRow;
	readonly servers: readonly ServerRow[];
}

function serverRow(service: LiveService, server: LiveServer): ServerRow {
	return {kind: 'server', id: serverRowId(service.id, server.id), service, server};
}

const madeRows = new WeakMap<LiveService, ServiceRows>();

/** All rows of a service. A service that stays the same object from reading to reading keeps its rows. */
function rowsOf(service: LiveService, isFolded: boolean): ServiceRows {
	const known = madeRows.get(service);
	if (known !== undefined && known.service.folded === isFolded) {
		return known;
	}

	const made: ServiceRows = {
		service: {kind: 'service', id: service.id, service, folded: isFolded},
		servers: isFolded ? [] : service.servers.map(server => serverRow(service, server)),
	};
	madeRows.set(service, made);
	return made;
}

/** Makes the rows of the services beforehand, a service a step. */
export function* prepareRows(
	{services}: LiveDirector,
	folded: ReadonlySet<ServiceId>,
): Generator<void, void> {
	for (const service of services) {
		rowsOf(service, folded.has(service.id));
		yield;
	}
}

const findMissing = createFindMissing(columns);

/** The services that match the filter. */
export function filterServices(
	services: readonly LiveService[],
	filter: string,
	folded: ReadonlySet<ServiceId>,
	names: Names = noNames,
): readonly ServiceRows[] {
	const words = filterWords(filter);
	if (words.length === 0) {
		return services.map(service => rowsOf(service, folded.has(service.id)));
	}

	const kept: ServiceRows[] = [];
	for (const service of services) {
		const row = {kind: 'service', id: service.id, service, folded: false} as const;
		const missing = findMissing(row, words, names);
		if (missing.length === 0) {
			kept.push(rowsOf(service, folded.has(service.id)));
			continue;
		}

		const servers = service.servers
			.map(server => serverRow(service, server))
			.filter(server => findMissing(server, missing, names).length === 0);
		if (servers.length > 0) {
			kept.push({service: row, servers});
		}
	}

	return kept;
}

/** The services in the chosen order, and the servers within their service. */
export function sortServices(services: readonly ServiceRows[], sort: Sort): readonly ServiceRows[] {
	const inOrder = createSorter(columns, sort);
	return inOrder === null
		? services
		: inOrder(services, ({service}) => service).map(({service, servers}) => ({
				service,
				servers: inOrder(servers, server => server),
			}));
}

/** The rows for these inputs, from top to bottom. */
export function selectRows({
	director,
	filter,
	sort,
	folded,
	names,
}: RowInputs): readonly ConsoleRow[] {
	const rows: ConsoleRow[] = [];
	const shown = filterServices(director?.services ?? [], filter, folded, names);
	for (const {service, servers} of sortServices(shown, sort)) {
		rows.push(service);
		for (const server of servers) {
			rows.push(server);
		}
	}

	return rows;
}
