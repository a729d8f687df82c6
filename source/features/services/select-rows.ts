/**
 * Selects the rows of the Services view by the director, the filter, the sort order and the folds.
 *
 * A service that matches all words of the filter shows all its servers. Otherwise a server is shown, with its service,
 * if each word is found in it or in its service. A term such as `active>100` has to be met by the row itself.
 */

import {type CompiledFilter, createTableFilter} from '../../console/filter/compile-filter.ts';
import {type FilterContext, plainContext} from '../../console/filter/filter-term.ts';
import {parseFilter} from '../../console/filter/parse-filter.ts';
import {
	type ConsoleRow,
	type ServerRow,
	type ServiceRow,
	serverRow,
} from '../../console/state/console-row.ts';
import {createFindMissing} from '../../console/table/filter-rows.ts';
import {createSorter} from '../../console/table/sort-rows.ts';
import type {LiveDirector, LiveService} from '../../director/polling/live.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {columns} from './columns.ts';
import type {Sort} from './sort-rows.ts';

/** Everything that decides which rows there are, and in which order. */
export interface RowInputs {
	readonly director: Pick<LiveDirector, 'services'> | null;
	readonly filter: string;
	/** Default: bits, no names, and nothing known besides the figures. */
	readonly context?: FilterContext;
	readonly sort: Sort;
	/** Services whose servers are hidden. If a filter matches servers, their service is unfolded anyway. */
	readonly folded: ReadonlySet<ServiceId>;
}

/** A service with its visible servers. */
export interface ServiceRows {
	readonly service: ServiceRow;
	readonly servers: readonly ServerRow[];
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

/** The filter of the Services view. */
export const servicesFilter = createTableFilter('Services', columns);

/** Whether a filter of the Services view asks for servers that do not answer, or leaves them out. */
export function asksForNoAnswer(filter: string): boolean {
	const {parts} = parseFilter(filter, servicesFilter.view);
	return (parts ?? []).some(
		part =>
			part.kind === 'term' && part.name === 'state' && part.value.toLowerCase() === 'no-answer',
	);
}

/** The rows of one service that match; null if none does. */
function filterService(
	service: LiveService,
	{wanted, unwanted, names, hasConditions, meets}: CompiledFilter<ConsoleRow>,
	isFolded: boolean,
): ServiceRows | null {
	const row = {kind: 'service', id: service.id, service, folded: false} as const;
	const hasUnwanted = (each: ConsoleRow) =>
		unwanted.length > 0 && findMissing(each, unwanted, names).length < unwanted.length;
	if (hasUnwanted(row)) {
		return null;
	}

	const missing = findMissing(row, wanted, names);
	const isShown = missing.length === 0 && meets(row);
	if (isShown && !hasConditions && unwanted.length === 0) {
		return rowsOf(service, isFolded);
	}

	const servers = service.servers
		.map(server => serverRow(service, server))
		.filter(
			server =>
				meets(server) && findMissing(server, missing, names).length === 0 && !hasUnwanted(server),
		);
	if (isShown && isFolded) {
		return {service: {...row, folded: true}, servers: []};
	}

	return isShown || servers.length > 0 ? {service: row, servers} : null;
}

/** The services that match the filter, and of each the servers. */
export function filterServices(
	services: readonly LiveService[],
	filter: string,
	folded: ReadonlySet<ServiceId>,
	context: FilterContext = plainContext,
): readonly ServiceRows[] {
	const compiled = servicesFilter.compile(filter, context);
	return compiled.isEmpty
		? services.map(service => rowsOf(service, folded.has(service.id)))
		: services.flatMap(service => filterService(service, compiled, folded.has(service.id)) ?? []);
}

/** The services in the chosen order, and the servers within their service. */
export function sortServices(
	services: readonly ServiceRows[],
	sort: Sort,
	{facts}: Pick<FilterContext, 'facts'> = plainContext,
): readonly ServiceRows[] {
	const inOrder = createSorter(columns, sort, facts);
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
	context,
	sort,
	folded,
}: RowInputs): readonly ConsoleRow[] {
	const rows: ConsoleRow[] = [];
	const shown = filterServices(director?.services ?? [], filter, folded, context);
	for (const {service, servers} of sortServices(shown, sort, context)) {
		rows.push(service);
		for (const server of servers) {
			rows.push(server);
		}
	}

	return rows;
}
