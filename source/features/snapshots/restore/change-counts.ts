/**
 * How much is different between two rule sets, in numbers.
 */

import type {RulesDiff} from '../../../ipvs/diff.ts';
import type {ServiceWithServers} from '../../../ipvs/rule-set.ts';
import {countOf} from '../../../text/figures.ts';

/** Rows of one kind. */
export interface RowCounts {
	readonly added: number;
	readonly changed: number;
	readonly removed: number;
}

/** Servers of a service that is added or removed count, too. */
export interface ChangeCounts {
	readonly services: RowCounts;
	readonly servers: RowCounts;
}

function serversOf(services: readonly ServiceWithServers[]): number {
	return services.reduce((sum, {servers}) => sum + servers.length, 0);
}

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

/** How many rows are not the same: the distance between two rule sets. */
export function changedRows({services, servers}: ChangeCounts): number {
	return [services, servers].reduce(
		(sum, {added, changed, removed}) => sum + added + changed + removed,
		0,
	);
}

/** `2 services and 10 servers added, 1 server changed`; `nothing differs` where that is so. */
export function describeCounts({services, servers}: ChangeCounts): string {
	const parts = (['added', 'changed', 'removed'] as const).flatMap(way => {
		const rows = [
			...(services[way] > 0 ? [countOf(services[way], 'service')] : []),
			...(servers[way] > 0 ? [countOf(servers[way], 'server')] : []),
		];
		return rows.length > 0 ? [`${rows.join(' and ')} ${way}`] : [];
	});
	return parts.length > 0 ? parts.join(', ') : 'nothing differs';
}
