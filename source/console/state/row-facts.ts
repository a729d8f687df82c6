/**
 * Facts about rows that their figures do not show. Filters and sort orders use them, and the list of problems.
 */
import type {ServerId} from '../../ipvs/server.ts';
import {type RowId, serverIdOfRow, serviceOfRowId} from './console-row.ts';

/** Rows by their service: the ids of servers, and the id of the service itself for its own row. */
type RowsByService = ReadonlyMap<string, ReadonlySet<string>>;

/** What is known about rows, by their ids. */
interface KnownOfRows {
	/** Servers that do not answer, by service. */
	readonly noAnswers: ReadonlyMap<string, ReadonlySet<ServerId>>;
	/** The rows on which a check found an error or a warning. */
	readonly checked: ReadonlyMap<RowId, unknown>;
	/** The rows that somebody else changed a short time ago. */
	readonly changed: ReadonlySet<RowId>;
}

/** The same by service: to make the ids of 50,000 rows at each reading would cost more than all that is done with them. */
export interface RowFacts {
	readonly noAnswers: KnownOfRows['noAnswers'];
	readonly checked: RowsByService;
	readonly changed: RowsByService;
}

function byService(rows: Iterable<RowId>): RowsByService {
	const services = new Map<string, Set<string>>();
	for (const row of rows) {
		const service = serviceOfRowId(row);
		const known = services.get(service) ?? new Set();
		services.set(service, known.add(serverIdOfRow(row) ?? service));
	}

	return services;
}

/** The checks keep their result for many readings. */
const checkedByService = new WeakMap<KnownOfRows['checked'], RowsByService>();

/** Sorts what is known about rows by their services. */
export function rowFacts({noAnswers, checked, changed}: KnownOfRows): RowFacts {
	const sorted = checkedByService.get(checked) ?? byService(checked.keys());
	checkedByService.set(checked, sorted);
	return {noAnswers, checked: sorted, changed: byService(changed)};
}

/** Nothing is known besides the figures. */
export const noFacts: RowFacts = rowFacts({
	noAnswers: new Map(),
	checked: new Map(),
	changed: new Set(),
});

/** Whether anything is known about a service or its servers. */
export function hasFacts({noAnswers, checked, changed}: RowFacts, service: string): boolean {
	return noAnswers.has(service) || checked.has(service) || changed.has(service);
}

/** Whether the row of a service, or of a server in it, is among these rows. */
export function isAmong(rows: RowsByService, service: string, server?: ServerId): boolean {
	return rows.get(service)?.has(server ?? service) === true;
}

/** The servers of a service that do not answer. */
interface NoAnswers {
	readonly service: string;
	readonly servers: readonly ServerId[];
}

/** Servers that do not answer, by service, from a list. */
export function noAnswersByService(found: readonly NoAnswers[]): RowFacts['noAnswers'] {
	return new Map(found.map(({service, servers}) => [service, new Set(servers)]));
}

const factsOfLists = new WeakMap<readonly NoAnswers[], RowFacts>();

/** The facts of a printed table: the servers that do not answer; null if that is not known. */
export function factsOfNoAnswers(found: readonly NoAnswers[] | null): RowFacts {
	if (found === null) {
		return noFacts;
	}

	const known = factsOfLists.get(found);
	if (known !== undefined) {
		return known;
	}

	const facts = {...noFacts, noAnswers: noAnswersByService(found)};
	factsOfLists.set(found, facts);
	return facts;
}

/** Whether a server does not answer. Without weight nothing new is sent there, so that is not known. */
export function isSilent(
	{noAnswers}: Pick<RowFacts, 'noAnswers'>,
	service: string,
	{id, weight}: {readonly id: ServerId; readonly weight: number},
): boolean {
	return weight > 0 && noAnswers.get(service)?.has(id) === true;
}
