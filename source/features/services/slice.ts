/**
 * The state of the Services view.
 */
import type {ConsoleRow, RowId} from '../../console/state/console-row.ts';
import {defineSlice, type Seen} from '../../console/state/slice.ts';
import {emptyList, type List} from '../../console/table/list.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {readersOrder, type Sort} from './sort-rows.ts';

export interface ServicesList extends List<ConsoleRow> {
	readonly sort: Sort;
	/** Services whose servers are hidden. */
	readonly folded: ReadonlySet<ServiceId>;
	/** Rows of marked servers. A mark stays while a filter or a fold hides its row. */
	readonly marked: ReadonlySet<RowId>;
}

export type ServicesSeen = Seen<ServicesList>;

export const services = defineSlice<ServicesList>('services', {
	...emptyList,
	sort: readersOrder,
	folded: new Set(),
	marked: new Set(),
});
