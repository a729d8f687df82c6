/** The keys of the Connections view, and those that open it from a service or a server. */

import {filterBinding, sortBinding} from '../../../console/bindings/rows.ts';
import type {Binding} from '../../../console/state/model.ts';
import {listRow} from '../../../console/table/list.ts';
import {
	askBudget,
	changeClientPrefix,
	changeStatus,
	leaveConnections,
	moveConnectionsSort,
	nextConnectionsMode,
	openConnectionsOf,
	openConnectionsRow,
	openNotices,
	reverseConnectionsSort,
	scopeOfSelection,
	showConnectionsBy,
	sortConnectionsBy,
	takeBudget,
	toggleTemplates,
} from './connections-actions.ts';
import {type ConnectionsSeen, connections} from './connections-list.ts';
import {connectionsNotices} from './connections-notices.ts';
import {connectionsModes} from './connections-place.ts';
import {connectionsSortColumns} from './connections-sort.ts';

const shared = {group: 'Connections', where: ['connections'], changes: false} as const;

function noRow({own}: ConnectionsSeen): string | null {
	return listRow(own) === undefined ? 'no row selected' : null;
}

const modeWords = {
	table: 'list every connection',
	state: 'group connections by state',
	client: 'group connections by client, or by client network',
	service: 'group connections by service',
	server: 'group connections by server; within a service, compare them with the weights',
} as const;

/** A command for each mode, and one that cycles through them. */
function modeBindings(): readonly Binding<ConnectionsSeen>[] {
	return connectionsModes.map(mode => ({
		...shared,
		keys: [],
		command: mode === 'table' ? 'one-by-one' : `by-${mode}`,
		description: modeWords[mode],
		run: ({store}) => store.update(showConnectionsBy(mode)),
	}));
}

export const connectionsBindings: readonly Binding<ConnectionsSeen>[] = [
	filterBinding('connections'),
	sortBinding('connections', {
		names: state => connectionsSortColumns(connections.see(state).own),
		sortBy: sortConnectionsBy,
	}),
	{
		...shared,
		keys: ['c'],
		command: 'connections-of-row',
		description: 'show only the connections of this service or server',
		where: ['targets', 'target'],
		hint: {text: 'connections', priority: 9},
		disabled: state =>
			scopeOfSelection(state) === null ? (state.selection.gone ?? 'no row selected') : null,
		run({store}) {
			const scope = scopeOfSelection(store.getState());
			if (scope !== null) {
				store.update(openConnectionsOf(scope));
			}
		},
	},
	{
		...shared,
		keys: ['enter'],
		command: 'open-row',
		description: 'show the connections of this group, or the details of this connection',
		hint: {text: 'open', priority: 1},
		disabled: noRow,
		run: ({store}) => openConnectionsRow(store),
	},
	{
		...shared,
		keys: ['esc'],
		command: 'step-back',
		description:
			'go one step back: clear the filter, leave the group, and last go to the Services view',
		hint: {text: 'back', priority: 2},
		run: ({store}) => store.update(leaveConnections),
	},
	{
		...shared,
		keys: ['v'],
		command: 'next-grouping',
		description: 'change the grouping: none, by state, by client, by service, by server',
		hint: {text: 'group', priority: 3},
		run: ({store}) => store.update(nextConnectionsMode(1)),
	},
	{
		...shared,
		keys: ['V'],
		command: 'previous-grouping',
		description: 'go back to the previous grouping',
		run: ({store}) => store.update(nextConnectionsMode(-1)),
	},
	...modeBindings(),
	{
		...shared,
		keys: ['l'],
		command: 'networks',
		description:
			'group clients by larger networks (/24 /16 /8 and /64 /48 /32), then by single clients again',
		hint: {text: 'networks', priority: 8},
		run: ({store}) => store.update(changeClientPrefix),
	},
	{
		...shared,
		keys: ['t'],
		command: 'templates',
		description: 'switch between connections and persistence templates',
		hint: {text: 'templates', priority: 5},
		run: ({store}) => store.update(toggleTemplates),
	},
	{
		...shared,
		keys: ['O'],
		command: 'orphans',
		description:
			'show only connections whose server is no longer configured, then those whose server has weight 0, then all',
		hint: {text: 'orphans', priority: 5},
		run: ({store}) => store.update(changeStatus),
	},
	{
		...shared,
		keys: ['n'],
		command: 'notices',
		description: 'show all notices about the connections, in full',
		hint: {text: 'notices', priority: 7},
		disabled: ({own}) => (connectionsNotices(own).length === 0 ? 'no notices' : null),
		run: ({store}) => store.update(openNotices),
	},
	{
		...shared,
		keys: ['>'],
		command: 'sort-next',
		description: 'sort by the next column',
		run: ({store}) => store.update(moveConnectionsSort(1)),
	},
	{
		...shared,
		keys: ['<'],
		command: 'sort-previous',
		description: 'sort by the previous column',
		hint: {text: 'sort', priority: 7, beside: ['sort-next']},
		run: ({store}) => store.update(moveConnectionsSort(-1)),
	},
	{
		...shared,
		keys: ['r'],
		command: 'reverse',
		description: 'reverse the sort order',
		hint: {text: 'reverse', priority: 12},
		run: ({store}) => store.update(reverseConnectionsSort),
	},
	{
		...shared,
		keys: [],
		command: 'budget',
		description: 'set the time limit for one reading of the connection table, in seconds',
		run: ({store}) => store.update(askBudget),
		argument: {name: 'S', run: takeBudget},
	},
];
