/**
 * The rules of services as they were read.
 */
import type {MissingRow, RuleSet} from '../ipvs/rule-set.ts';
import type {ServiceId} from '../ipvs/service.ts';
import {type KnownService, notKnownInFull, type Unreadable} from './seen.ts';

/** A row that is not fully known. */
export interface UnknownRow {
	/** The service that it is, or belongs to. */
	readonly service: ServiceId;
	/** Its name as shown. */
	readonly name: string;
	readonly unreadable?: Unreadable;
}

/** The rules of the services without the rows that are not fully known, and those rows. */
export function knownRules(services: readonly KnownService[]): {
	readonly rules: RuleSet;
	readonly unknown: readonly UnknownRow[];
} {
	const unknown: UnknownRow[] = [];
	const add = (service: ServiceId, name: string, unreadable: Unreadable | undefined) =>
		unknown.push({service, name, ...(unreadable ? {unreadable} : {})});
	const rules = services.flatMap(({id, rule, unreadable, servers, unreadableServers = []}) => {
		const known = servers.flatMap(server => {
			if (!server.rule) {
				add(id, `${server.id} in ${id}`, server.unreadable);
			}

			return server.rule ?? [];
		});
		if (!rule) {
			add(id, id, unreadable);
		}

		for (const line of unreadableServers) {
			add(id, `a server of ${id}`, line);
		}

		return rule ? {service: rule, servers: known} : [];
	});
	return {rules, unknown};
}

/** The rows that are not fully known, as missing rows of a rule set. */
export function missingRows(unknown: readonly UnknownRow[]): readonly MissingRow[] {
	return unknown.map(row => ({...row, reason: notKnownInFull(row.name, row)}));
}
