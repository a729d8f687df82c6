/**
 * Which machines a filter shows: those in which each of its words is found, without regard to case, in
 * the address, the ids of its services and ports, its options or a state; a word that names a forwarding
 * method means only that method.
 */
import type {ServerInService} from '../../console/state/console-row.ts';
import {serverState} from '../../director/row-state.ts';
import {
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
} from '../../director/vocabulary.ts';
import {filterWords} from '../services/filter-rows.ts';
import {machineState} from './real-server-figures.ts';
import type {MachineRow} from './real-server-row.ts';

function entryText({service, server}: ServerInService): string {
	const state = serverState(server);
	return `${server.id} ${service.id} ${serviceName(service)} ${serverOptions(server)} ${
		state === 'normal' ? '' : state
	}`;
}

function machineText(machine: MachineRow): string {
	const state = machineState(machine);
	return `${machine.id} ${state === 'normal' ? '' : state} ${machine.entries.map(entryText).join(' ')}`.toLowerCase();
}

/** What a filter leaves of the machines. */
export function filterMachines(
	machines: readonly MachineRow[],
	filter: string,
): readonly MachineRow[] {
	const words = filterWords(filter);
	if (words.length === 0) {
		return machines;
	}

	return machines.filter(machine => {
		const text = machineText(machine);
		return words.every(word =>
			isForwardingWord(word)
				? machine.entries.some(({server}) => isForwardedBy(server, word))
				: text.includes(word),
		);
	});
}
