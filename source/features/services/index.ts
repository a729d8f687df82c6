/** The public interface of the services feature. */

import {plainContext} from '../../console/filter/filter-term.ts';
import {
	type Destination,
	type RowId,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import type {ConsoleState, Reducer} from '../../console/state/model.ts';
import type {LiveService} from '../../director/polling/live.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {factsOfRows} from './facts-of-rows.ts';
import {selectRows} from './select-rows.ts';
import {services} from './slice.ts';

export {factsOfRows} from './facts-of-rows.ts';
export {
	type ProblemKind,
	problemKinds,
	problemOfServer,
	problemOfService,
} from './row-problem.ts';
export {chooseWords, longestWords, silentServers} from './state-column.ts';

/** The ids of the rows of the Services view, in their order. */
export function rowIds(state: ConsoleState): readonly RowId[] {
	return services.see(state).own.rows.map(({id}) => id);
}

/** The servers of a service in the order of the Services view, also those that it hides. */
export function serversInOrder(state: ConsoleState, service: LiveService): readonly ServerId[] {
	const {sort} = services.see(state).own;
	return selectRows({
		director: {services: [service]},
		filter: '',
		context: {...plainContext, facts: factsOfRows(state.director)},
		sort,
		folded: new Set(),
	}).flatMap(row => (row.kind === 'server' ? [row.server.id] : []));
}

/** The services that have a marked server; null if nothing is marked. */
export function markedServices(state: ConsoleState): ReadonlySet<ServiceId> | null {
	const {marked} = services.see(state).own;
	return marked.size === 0 ? null : new Set([...marked].map(serviceOfRowId));
}

/** Opens the Services view with this filter, and the cursor on the row of this destination. */
export function showRows({service, server}: Destination, filter: string): Reducer {
	return services.reduce(() => ({
		view: 'services',
		overlay: null,
		own: {filter, cursor: {id: serverRowId(service.id, server.id), index: 0}},
	}));
}

/**
 * Opens the Services view with the cursor on a row. It unfolds the row's service, and clears the filter if it hides the
 * row.
 */
export function goToRow(id: RowId): Reducer {
	return services.reduce(({own}) => {
		const folded = new Set(own.folded);
		folded.delete(serviceOfRowId(id));
		const isHidden = own.filter !== '' && own.rows.every(row => row.id !== id);
		return {
			view: 'services',
			overlay: null,
			own: {
				folded,
				cursor: {id, index: own.cursor.index},
				...(isHidden ? {filter: ''} : {}),
			},
		};
	});
}
