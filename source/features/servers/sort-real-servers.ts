/**
 * What the Servers view can be sorted by.
 */

import {nextSort, type Sort, sortBy} from '../../console/table/sort-rows.ts';
import {type MachineColumn, sortable} from './columns.ts';

export type {MachineColumn};

export type MachineSort = Sort<MachineColumn>;

/** The columns in the order in which `<` and `>` go through them. */
export const machineSortColumns: readonly MachineColumn[] = sortable.map(({id}) => id);

/** Sorting by a column in the direction that people expect of it. */
export function sortMachinesBy(column: MachineColumn): MachineSort {
	return sortBy(sortable, column);
}

/** By address, the lowest first. */
export const byAddress: MachineSort = sortMachinesBy('address');

/** The order by the column so many further on. */
export function nextMachineSort(sort: MachineSort, by: 1 | -1): MachineSort {
	return nextSort(sortable, sort, by) ?? sort;
}

/** The order as the titles show it: none for the order by address. */
export function shownMachineSort(sort: MachineSort): MachineSort | null {
	return sort.column === 'address' && !sort.descending ? null : sort;
}
