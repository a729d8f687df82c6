/** Keys that choose which rows there are and in which order, and that mark them. */

import type {Binding} from '../../console/keys/binding.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {askFilter} from '../../console/state/prompt-reducers.ts';
import {openDetails, stepBack} from '../../console/state/screen-actions.ts';
import {listViewIds} from '../../console/state/views.ts';
import {
	cursorRow,
	fold,
	foldAll,
	markShown,
	moveSortColumn,
	reverseSort,
	setFilter,
	toggleMark,
	unfold,
	unfoldAll,
	unmarkAll,
} from './table-reducers.ts';

const shared = {group: 'Rows', where: ['services'], changes: false} as const;

function noRow(state: ConsoleState): string | null {
	return cursorRow(state) === undefined ? 'there is no row' : null;
}

export const rowBindings: readonly Binding[] = [
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'everything that is known of this row',
		hint: {text: 'details', priority: 3},
		disabled: noRow,
		run: ({store}) => openDetails(store),
	},
	{
		...shared,
		keys: ['/'],
		command: 'filter',
		where: listViewIds,
		description:
			'show only rows that have all these words, such as an address, a port, a scheduler or a state',
		hint: {text: 'filter', priority: 4},
		run: ({store}) => store.update(askFilter),
	},
	{
		...shared,
		keys: ['esc'],
		command: 'clear-filter',
		description: 'show all rows again',
		hint: {text: 'all rows', priority: 3},
		disabled: ({filter}) => (filter === '' ? 'there is no filter' : null),
		run: ({store}) => store.update(setFilter('')),
	},
	{
		...shared,
		keys: ['esc'],
		command: 'step-back',
		// The Connections view has more steps on the way back.
		where: ['servers', 'traffic', 'snapshots', 'log'],
		description: 'show all rows again where they are filtered; else back to the view Services',
		hint: {text: 'back', priority: 4},
		run: ({store}) => store.update(stepBack),
	},
	{
		...shared,
		keys: ['>'],
		command: 'sort-next',
		description: 'sort by the next column',
		disabled: noRow,
		run: ({store}) => store.update(moveSortColumn(1)),
	},
	{
		...shared,
		keys: ['<'],
		command: 'sort-previous',
		description: 'sort by the previous column',
		hint: {text: '> sort', priority: 7},
		disabled: noRow,
		run: ({store}) => store.update(moveSortColumn(-1)),
	},
	{
		...shared,
		keys: ['r'],
		command: 'reverse',
		description: 'reverse the order',
		hint: {text: 'reverse', priority: 12},
		disabled: noRow,
		run: ({store}) => store.update(reverseSort),
	},
	{
		...shared,
		keys: ['space'],
		command: 'mark',
		description: 'mark this server, or all servers of this service; again to unmark',
		hint: {text: 'mark', priority: 5},
		disabled: noRow,
		run: ({store}) => store.update(toggleMark),
	},
	{
		...shared,
		keys: ['*'],
		command: 'mark-all',
		description: 'mark every server that is shown',
		hint: {text: 'mark all', priority: 13},
		disabled: noRow,
		run: ({store}) => store.update(markShown),
	},
	{
		...shared,
		keys: ['U'],
		command: 'unmark-all',
		description: 'take all marks away',
		hint: {text: 'unmark', priority: 5},
		disabled: ({marked}) => (marked.size === 0 ? 'nothing is marked' : null),
		run: ({store}) => store.update(unmarkAll),
	},
	{
		...shared,
		keys: ['left'],
		command: 'fold',
		description: 'hide the servers of this service; on a server, go to its service',
		hint: {text: '→ fold', priority: 8},
		disabled: noRow,
		run: ({store}) => store.update(fold),
	},
	{
		...shared,
		keys: ['right'],
		command: 'unfold',
		description: 'show the servers of this service',
		disabled: noRow,
		run: ({store}) => store.update(unfold),
	},
	{
		...shared,
		keys: ['['],
		command: 'fold-all',
		description: 'hide the servers of every service',
		hint: {text: '] fold all', priority: 14},
		disabled: noRow,
		run: ({store}) => store.update(foldAll),
	},
	{
		...shared,
		keys: [']'],
		command: 'unfold-all',
		description: 'show the servers of every service',
		disabled: noRow,
		run: ({store}) => store.update(unfoldAll),
	},
];
