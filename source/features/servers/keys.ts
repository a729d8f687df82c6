/** The keys of the Servers view: filter, order and marks. */

import {filterBinding, sortBinding, stepBackBinding} from '../../console/bindings/rows.ts';
import type {Binding} from '../../console/state/model.ts';
import {openRealServer} from './details-overlay.tsx';
import {
	markShownRealServers,
	moveRealServerSort,
	noRealServer,
	reverseRealServerSort,
	showEntries,
	sortRealServersByName,
	toggleRealServerMark,
	unmarkRealServers,
} from './servers-actions.ts';
import type {ServersSeen} from './servers-list.ts';
import {realServerSortColumns} from './sort-real-servers.ts';

const shared = {group: 'Rows', where: ['servers'], changes: false, disabled: noRealServer} as const;

function nothingMarked({own}: ServersSeen): string | null {
	return own.marked.size === 0 ? 'no server is marked' : null;
}

export const serverBindings: readonly Binding<ServersSeen>[] = [
	filterBinding('servers'),
	stepBackBinding('servers'),
	sortBinding('servers', {names: () => realServerSortColumns, sortBy: sortRealServersByName}),
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'show this server in all its services',
		hint: {text: 'details', priority: 3},
		run: ({store}) => openRealServer(store),
	},
	{
		...shared,
		keys: ['s'],
		command: 'entries',
		where: ['servers', 'real-server'],
		description: 'go to this server in the Services view',
		hint: {text: 'its services', priority: 5},
		run: ({store}) => store.update(showEntries),
	},
	{
		...shared,
		keys: ['>'],
		command: 'sort-next',
		description: 'sort by the next column',
		run: ({store}) => store.update(moveRealServerSort(1)),
	},
	{
		...shared,
		keys: ['<'],
		command: 'sort-previous',
		description: 'sort by the previous column',
		hint: {text: 'sort', priority: 7, beside: ['sort-next']},
		run: ({store}) => store.update(moveRealServerSort(-1)),
	},
	{
		...shared,
		keys: ['r'],
		command: 'reverse',
		description: 'reverse the sort order',
		hint: {text: 'reverse', priority: 12},
		run: ({store}) => store.update(reverseRealServerSort),
	},
	{
		...shared,
		keys: ['space'],
		command: 'mark',
		description: 'mark this server in all its services; again to unmark',
		hint: {text: 'mark', priority: 5},
		run: ({store}) => store.update(toggleRealServerMark),
	},
	{
		...shared,
		keys: ['*'],
		command: 'mark-all',
		description: 'mark every server that is shown',
		hint: {text: 'mark all', priority: 13},
		run: ({store}) => store.update(markShownRealServers),
	},
	{
		...shared,
		keys: ['U'],
		command: 'unmark-all',
		description: 'remove all marks',
		hint: {text: 'unmark', priority: 5},
		disabled: nothingMarked,
		run: ({store}) => store.update(unmarkRealServers),
	},
];
