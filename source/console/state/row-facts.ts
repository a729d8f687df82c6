/**
 * Facts about rows that their figures do not show. Filters and sort orders use them, and the list of problems.
 */
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {RowSet} from './row-set.ts';

/** What is known about rows. */
export interface RowFacts {
	/** Servers that do not answer, by service. */
	readonly noAnswers: ReadonlyMap<string, ReadonlySet<ServerId>>;
	/** The rows on which a check found an error or a warning. */
	readonly checked: RowSet;
	/** The rows that somebody else changed a short time ago. */
	readonly changed: RowSet;
}

/** Nothing is known besides the figures. */
export const noFacts: RowFacts = {
	noAnswers: new Map(),
	checked: RowSet.of([]),
	changed: RowSet.of([]),
};

/** Whether anything is known about a service or its servers. */
export function hasFacts({noAnswers, checked, changed}: RowFacts, service: ServiceId): boolean {
	return noAnswers.has(service) || checked.hasAnyOf(service) || changed.hasAnyOf(service);
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
