/** Keys of the Servers view: which machines there are, in which order, and which of them are marked. */

import {filterBinding, stepBackBinding} from '../../console/bindings/rows.ts';
import type {Binding} from '../../console/state/model.ts';
import {openMachine} from './details-overlay.tsx';
import {
	markShownMachines,
	moveMachineSort,
	noMachine,
	reverseMachineSort,
	showEntries,
	toggleMachineMark,
	unmarkMachines,
} from './servers-actions.ts';
import type {ServersSeen} from './servers-list.ts';

const shared = {group: 'Rows', where: ['servers'], changes: false, disabled: noMachine} as const;

function nothingMarked({own}: ServersSeen): string | null {
	return own.marked.size === 0 ? 'nothing is marked' : null;
}

export const serverBindings: readonly Binding<ServersSeen>[] = [
	filterBinding('servers'),
	stepBackBinding('servers'),
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'the entries of this server in all its services',
		hint: {text: 'details', priority: 3},
		run: ({store}) => openMachine(store),
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
