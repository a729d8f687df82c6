/**
 * Sorting and marking machines, and looking at one of them.
 */

import {serverRowId} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {Reducer} from '../../console/state/console-store.ts';
import {moveCursor} from '../../console/state/move-reducers.ts';
import {listRow} from '../../console/table/list.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {findMachine} from './real-server-row.ts';
import type {ServersList} from './servers-list.ts';
import {machineColumns, sortMachinesBy} from './sort-real-servers.ts';

function changeServers(change: (servers: ServersList) => Partial<ServersList>): Reducer {
	return ({servers}) => ({servers: {...servers, ...change(servers)}});
}

/** Sorts by the column so many further on, in the direction that people expect of it. */
export function moveMachineSort(by: 1 | -1): Reducer {
	return changeServers(({sort}) => {
		const count = machineColumns.length;
		const column = machineColumns[(machineColumns.indexOf(sort.column) + by + count) % count];
		return column === undefined ? {} : {sort: sortMachinesBy(column)};
	});
}

export const reverseMachineSort: Reducer = changeServers(({sort}) => ({
	sort: {...sort, descending: !sort.descending},
}));

/** Marks the cursor's machine, or takes the mark away, and goes on to the next row. */
export const toggleMachineMark: Reducer = state => {
	const {servers} = state;
	const row = listRow(servers);
	if (row === undefined) {
		return {};
	}

	const marked = new Set(servers.marked);
	if (!marked.delete(row.id)) {
		marked.add(row.id);
	}

	return moveCursor(1)({...state, servers: {...servers, marked}});
};

/** Marks every machine that is shown. */
export const markShownMachines: Reducer = changeServers(({marked, rows}) => ({
	marked: new Set([...marked, ...rows.map(({id}) => id)]),
}));

export const unmarkMachines: Reducer = changeServers(() => ({marked: new Set()}));

/** Opens what is known of the cursor's machine, entry by entry. */
export const openMachine: Reducer = ({servers}) => {
	const row = listRow(servers);
	return row === undefined ? {} : {overlay: {kind: 'machine', machine: row.id, scroll: 0}};
};

/** The machine whose details are open, or that the cursor is on; null where there is none. */
function machineMeant({overlay, servers}: ConsoleState): IpAddress | null {
	return overlay?.kind === 'machine' ? overlay.machine : (listRow(servers)?.id ?? null);
}

/** Why there is no machine to look for; null where there is one. */
export function noMachine(state: ConsoleState): string | null {
	const address = machineMeant(state);
	return address === null || findMachine(state.poll.director, address) === null
		? 'there is no server'
		: null;
}

/** Opens the Services view with the entries of the machine and nothing else, the cursor on the first of them. */
export const showEntries: Reducer = state => {
	const address = machineMeant(state);
	const [first] =
		address === null ? [] : (findMachine(state.poll.director, address)?.entries ?? []);
	if (first === undefined) {
		return {};
	}

	const {service, server} = first;
	return {
		view: 'services',
		overlay: null,
		// With the colon that comes before a port: 10.0.0.1 alone would find 10.0.0.10 too.
		filter: server.id.slice(0, server.id.lastIndexOf(':') + 1),
		cursor: {id: serverRowId(service.id, server.id), index: 0},
	};
};
