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

/** The feature's data about a director, apart from the view. */
export interface ServicesKept {
	/** The cells of the longest name so far: a column only grows, so that no figure moves when a service is deleted. */
	readonly longestName: number;
}

export type ServicesSeen = Seen<ServicesList, ServicesKept>;

export const services = defineSlice<ServicesList, ServicesKept>(
	'services',
	{
		...emptyList,
		sort: readersOrder,
		folded: new Set(),
		marked: new Set(),
		headingOf(rows, index) {
			let heading = index;
			while (rows[heading]?.kind === 'server') {
				heading -= 1;
			}

			return heading === index ? null : heading;
		},
	},
	() => ({longestName: 0}),
);
