/**
 * The order of the machines in the Servers view.
 */

import {type SortValue, sortByValue} from '../../console/table/sort-by-value.ts';
import {
	connectionsOfMachine,
	entriesWithWeight,
	forwardingNames,
	type MachineState,
	machineState,
	type RateName,
	summedRate,
	sumOver,
	weightRange,
} from './real-server-figures.ts';
import type {MachineRow} from './real-server-row.ts';

interface SortDefinition {
	/** Whether the largest stands first before anybody reverses it. */
	readonly descending: boolean;
	readonly value: (machine: MachineRow) => SortValue;
}

const stateRank: Readonly<Record<MachineState, number>> = {
	'over-threshold': 5,
	draining: 4,
	'some-draining': 3,
	drained: 2,
	'some-drained': 1,
	normal: 0,
};

function byRate(name: RateName): SortDefinition {
	return {descending: true, value: machine => summedRate(machine, name)?.perSecond ?? null};
}

/** Every column by which the Servers view can be sorted; `address` is the order in which machines are collected. */
const definitions = {
	address: {descending: false, value: () => 0},
	entries: {descending: true, value: entriesWithWeight},
	via: {descending: false, value: machine => forwardingNames(machine).join(' ')},
	weight: {descending: true, value: machine => weightRange(machine).highest},
	active: {
		descending: true,
		value: machine => sumOver(machine, server => server.activeConnections),
	},
	inactive: {
		descending: true,
		value: machine => sumOver(machine, server => server.inactiveConnections),
	},
	connections: byRate('connections'),
	in: byRate('inBytes'),
	out: byRate('outBytes'),
	share: {descending: true, value: connectionsOfMachine},
	state: {descending: true, value: machine => stateRank[machineState(machine)]},
} as const satisfies Record<string, SortDefinition>;

export type MachineColumn = keyof typeof definitions;

/** The columns in the order in which `<` and `>` go through them. */
export const machineColumns = Object.keys(definitions) as readonly MachineColumn[];

export interface MachineSort {
	readonly column: MachineColumn;
	/** Whether the largest stands first. */
	readonly descending: boolean;
}

/** Sorting by a column in the direction that people expect of it. */
export function sortMachinesBy(column: MachineColumn): MachineSort {
	return {column, descending: definitions[column].descending};
}

/** By address, the lowest first. */
export const byAddress: MachineSort = sortMachinesBy('address');

/** The machines, which come by address, in the order that is wanted. */
export function sortMachines(
	machines: readonly MachineRow[],
	{column, descending}: MachineSort,
): readonly MachineRow[] {
	if (column === 'address') {
		return descending ? machines.toReversed() : machines;
	}

	const definition: SortDefinition = definitions[column];
	return sortByValue(machines, definition.value, descending);
}
