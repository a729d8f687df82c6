/** The public interface of the services feature. */

import {
	type Destination,
	type RowId,
	serverRowId,
	serviceOfRowId,
} from '../../console/state/console-row.ts';
import type {ConsoleState, Reducer} from '../../console/state/model.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {services} from './slice.ts';

export {chooseWords} from './row-state-cell.ts';

/** The ids of the rows of the Services view, in their order. */
export function rowIds(state: ConsoleState): readonly RowId[] {
	return services.see(state).own.rows.map(({id}) => id);
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
