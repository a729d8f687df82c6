/**
 * The rows that the Services view has, from the director, the filter, the sort order and the folds.
 */

import {type ConsoleRow, serverRowId} from '../../console/state/console-row.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {filterServices} from './filter-rows.ts';
import {type Sort, sortServices} from './sort-rows.ts';

/** Everything that decides which rows there are, and in which order. */
export interface RowInputs {
	readonly director: LiveDirector | null;
	readonly filter: string;
	readonly sort: Sort;
	/** Services whose servers are hidden. A filter that finds servers opens their service all the same. */
	readonly folded: ReadonlySet<ServiceId>;
}

/** The rows for these inputs, from top to bottom. */
export function selectRows({director, filter, sort, folded}: RowInputs): readonly ConsoleRow[] {
	const rows: ConsoleRow[] = [];
	for (const {service, servers, matches} of sortServices(
		filterServices(director?.services ?? [], filter),
		sort,
	)) {
		const isFolded = matches && folded.has(service.id);
		rows.push({kind: 'service', id: service.id, service, folded: isFolded});
		if (isFolded) {
			continue;
		}

		for (const server of servers) {
			rows.push({kind: 'server', id: serverRowId(service.id, server.id), service, server});
		}
	}

	return rows;
}
