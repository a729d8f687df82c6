/** Keys of the Servers view: which machines there are, in which order, and which of them are marked. */

import type {Binding} from '../../console/keys/binding.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {
	markShownMachines,
	moveMachineSort,
	noMachine,
	openMachine,
	reverseMachineSort,
	showEntries,
	toggleMachineMark,
	unmarkMachines,
} from './servers-actions.ts';

const shared = {group: 'Rows', where: ['servers'], changes: false, disabled: noMachine} as const;

function nothingMarked({servers}: ConsoleState): string | null {
	return servers.marked.size === 0 ? 'nothing is marked' : null;
}

export const serverBindings: readonly Binding[] = [
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'the entries of this server in all its services',
		hint: {text: 'details', priority: 3},
		run: ({store}) => store.update(openMachine),
	},
	{
		...shared,
		keys: ['s'],
		command: 'entries',
		where: ['servers', 'machine'],
		description: 'the entries of this server in the view Services',
		hint: {text: 'its services', priority: 5},
		run: ({store}) => store.update(showEntries),
	},
	{
		...shared,
		keys: ['>'],
		command: 'sort-next',
		description: 'sort by the next column',
		run: ({store}) => store.update(moveMachineSort(1)),
	},
	{
		...shared,
		keys: ['<'],
		command: 'sort-previous',
		description: 'sort by the previous column',
		hint: {text: '> sort', priority: 7},
		run: ({store}) => store.update(moveMachineSort(-1)),
	},
	{
		...shared,
		keys: ['r'],
		command: 'reverse',
		description: 'reverse the order',
		hint: {text: 'reverse', priority: 12},
		run: ({store}) => store.update(reverseMachineSort),
	},
	{
		...shared,
		keys: ['space'],
		command: 'mark',
		description: 'mark this server with all its entries; again to unmark',
		hint: {text: 'mark', priority: 5},
		run: ({store}) => store.update(toggleMachineMark),
	},
	{
		...shared,
		keys: ['*'],
		command: 'mark-all',
		description: 'mark every server that is shown',
		hint: {text: 'mark all', priority: 13},
		run: ({store}) => store.update(markShownMachines),
	},
	{
		...shared,
		keys: ['U'],
		command: 'unmark-all',
		description: 'take all marks away',
		hint: {text: 'unmark', priority: 5},
		disabled: nothingMarked,
		run: ({store}) => store.update(unmarkMachines),
	},
];
