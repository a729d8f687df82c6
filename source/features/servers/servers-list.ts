/**
 * The Servers view: a row for every machine.
 */

import {emptyList, type List, listRow, withRows} from '../../console/table/list.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {filterMachines} from './filter-real-servers.ts';
import {findMachine, type MachineRow, machinesOf} from './real-server-row.ts';
import {byAddress, type MachineSort, sortMachines} from './sort-real-servers.ts';

export interface ServersList extends List<MachineRow> {
	readonly sort: MachineSort;
	/** Machines. A mark stays while a filter hides its row. */
	readonly marked: ReadonlySet<IpAddress>;
}

/** Before the view was opened. */
export const noServers: ServersList = {...emptyList, sort: byAddress, marked: new Set()};

/** Marks of machines that the director has no longer are taken away. */
function keepMarks(
	marked: ReadonlySet<IpAddress>,
	machines: readonly MachineRow[],
): ReadonlySet<IpAddress> {
	const present = machines.filter(({id}) => marked.has(id));
	return present.length === marked.size ? marked : new Set(present.map(({id}) => id));
}

/** The view for the director, its filter and its order; the cursor stays on its machine. */
export function settleServers(list: ServersList, director: LiveDirector | null): ServersList {
	const machines = machinesOf(director);
	const rows = sortMachines(filterMachines(machines, list.filter), list.sort);
	return {...withRows(list, rows), marked: keepMarks(list.marked, machines)};
}

/** What is said when the cursor had to leave its machine because no service has it any more; null where one has. */
export function machineGone(
	before: ServersList,
	after: ServersList,
	director: LiveDirector | null,
): string | null {
	const lost = listRow(before);
	if (lost === undefined || findMachine(director, lost.id) !== null) {
		return null;
	}

	const taker = listRow(after);
	const gone = `${lost.id} is in no service any more`;
	return taker === undefined ? gone : `${gone}; the cursor went to ${taker.id}`;
}
