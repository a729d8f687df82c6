/**
 * The number of differences between two rule sets.
 */

import type {RulesDiff} from '../../../ipvs/diff.ts';
import {serverCount} from '../../../ipvs/plain-servers.ts';
import type {ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {countOf} from '../../../text/figures.ts';

/** The numbers of rows of one kind. */
export interface RowCounts {
	readonly added: number;
	readonly changed: number;
	readonly removed: number;
}

/** Counts of services and servers. Servers of an added or removed service count too. */
export interface ChangeCounts {
	readonly services: RowCounts;
	readonly servers: RowCounts;
}

function serversOf(services: readonly ServiceWithServers[]): number {
	return services.reduce((sum, entry) => sum + serverCount(entry), 0);
}

/** Counts the rows of a difference. */
export function changeCounts(diff: RulesDiff): ChangeCounts {
	return {
		services: {
			added: diff.addedServices.length,
			changed: diff.changedServices.length,
			removed: diff.removedServices.length,
		},
		servers: {
			added: diff.addedServers.length + serversOf(diff.addedServices),
			changed: diff.changedServers.length,
			removed: diff.removedServers.length + serversOf(diff.removedServices),
		},
	};
}

/** The number of rows that differ: the distance between two rule sets. */
export function changedRows({services, servers}: ChangeCounts): number {
	return [services, servers].reduce(
		(sum, {added, changed, removed}) => sum + added + changed + removed,
		0,
	);
}

/** `2 services and 10 servers added, 1 server changed`; `nothing differs` if all counts are 0. */
export function describeCounts({services, servers}: ChangeCounts): string {
	const parts = (['added', 'changed', 'removed'] as const).flatMap(way => {
		const rows = [
			...(services[way] > 0 ? [countOf(services[way], 'service')] : []),
			...(servers[way] > 0 ? [countOf(servers[way], 'server')] : []),
		];
		return rows.length > 0 ? [`${rows.join(' and ')} ${way}`] : [];
	});
	return parts.length > 0 ? parts.join(', ') : 'no differences';
}
