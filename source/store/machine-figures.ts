/**
 * What all entries of a machine come to.
 */
import type {LiveServer} from '../polling/live.ts';
import type {MachineRow} from './machine-row.ts';
import {connectionsOf, serverState} from './row-state.ts';
import {forwardingName} from './vocabulary.ts';

/** The lowest and the highest weight; the same number where all entries have the same. */
export interface WeightRange {
	readonly lowest: number;
	readonly highest: number;
}

/** A rate over all entries, per second; it is only known where that of each entry is. */
export interface SummedRate {
	readonly perSecond: number;
	/** Whether the kernel's own smoothed rate is in it. */
	readonly isKernels: boolean;
}

export type RateName = keyof NonNullable<LiveServer['rates']>;

/**
 * `draining`: no entry has weight, and connections are left. `drained`: likewise, and none is left.
 * `some-draining`, `some-drained`: some entries have weight. `over-threshold`: at least one entry that
 * has weight has as many connections as its upper threshold.
 */
export type MachineState =
	| 'normal'
	| 'over-threshold'
	| 'draining'
	| 'some-draining'
	| 'drained'
	| 'some-drained';

/** The forwarding methods of the entries, each once. */
export function forwardingNames({entries}: MachineRow): readonly string[] {
	return [...new Set(entries.map(({server}) => forwardingName(server)))];
}

/** The weights of the entries. */
export function weightRange({entries}: Pick<MachineRow, 'entries'>): WeightRange {
	let lowest = Number.POSITIVE_INFINITY;
	let highest = 0;
	for (const {server} of entries) {
		lowest = Math.min(lowest, server.weight);
		highest = Math.max(highest, server.weight);
	}

	return {lowest, highest};
}

/** `5`, or `1–5` where the entries have different weights. */
export function weightText(machine: Pick<MachineRow, 'entries'>): string {
	const {lowest, highest} = weightRange(machine);
	return lowest === highest ? String(lowest) : `${lowest}–${highest}`;
}

/** How many entries have weight. */
export function entriesWithWeight({entries}: MachineRow): number {
	return entries.filter(({server}) => server.weight > 0).length;
}

/** A figure of every entry, summed. */
export function sumOver(
	{entries}: Pick<MachineRow, 'entries'>,
	of: (server: LiveServer) => number,
): number {
	let sum = 0;
	for (const {server} of entries) {
		sum += of(server);
	}

	return sum;
}

/** A rate over all entries; null where one of them is not known. */
export function summedRate({entries}: MachineRow, name: RateName): SummedRate | null {
	let perSecond = 0;
	let isKernels = false;
	for (const {server} of entries) {
		if (server.rates === null) {
			return null;
		}

		perSecond += server.rates[name];
		isKernels ||= server.ratesFrom === 'kernel';
	}

	return {perSecond, isKernels};
}

/** Connections of a machine, active and inactive. */
export function connectionsOfMachine(machine: MachineRow): number {
	return sumOver(machine, connectionsOf);
}

/** The state of a machine, by what hurts most. */
export function machineState(machine: MachineRow): MachineState {
	const states = new Set(machine.entries.map(({server}) => serverState(server)));
	if (states.has('over-threshold')) {
		return 'over-threshold';
	}

	const hasWeight = states.has('normal');
	if (states.has('draining')) {
		return hasWeight ? 'some-draining' : 'draining';
	}

	if (states.has('drained')) {
		return hasWeight ? 'some-drained' : 'drained';
	}

	return 'normal';
}
