/** The keys that filter, fold, sort and mark the rows of the Services view. */
import {filterBinding, sortBinding} from '../../console/bindings/rows.ts';
import type {Binding} from '../../console/state/model.ts';
import {setFilter} from '../../console/state/view.ts';
import {openDetails} from './details/details-overlay.tsx';
import type {ServicesSeen} from './slice.ts';
import {sortColumns} from './sort-rows.ts';
import {
	cursorRow,
	fold,
	foldAll,
	markShown,
	moveSortColumn,
	reverseSort,
	sortServicesBy,
	toggleMark,
	unfold,
	unfoldAll,
	unmarkAll,
} from './table-reducers.ts';

const shared = {group: 'Rows', where: ['services'], changes: false} as const;

function noRow({own}: ServicesSeen): string | null {
	return cursorRow(own) === undefined ? 'no row selected' : null;
}

export const serviceBindings: readonly Binding<ServicesSeen>[] = [
	{
		...shared,
		keys: ['enter'],
		command: 'details',
		description: 'show the details of this row',
		hint: {text: 'details', priority: 3},
		disabled: noRow,
		run: ({store}) => openDetails(store),
	},
	filterBinding('services'),
	sortBinding('services', {names: () => sortColumns, sortBy: sortServicesBy}),
	{
		...shared,
		keys: ['esc'],
		command: 'clear-filter',
		description: 'clear the filter and show all rows',
		hint: {text: 'all rows', priority: 3},
		disabled: ({own}) => (own.filter === '' ? 'no filter is set' : null),
		run: ({store}) => store.update(setFilter('')),
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
		hint: {text: 'sort', priority: 7, beside: ['sort-next']},
		disabled: noRow,
		run: ({store}) => store.update(moveSortColumn(-1)),
	},
	{
		...shared,
		keys: ['r'],
		command: 'reverse',
		description: 'reverse the sort order',
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
		description: 'remove all marks',
		hint: {text: 'unmark', priority: 5},
		disabled: ({own}) => (own.marked.size === 0 ? 'nothing is marked' : null),
		run: ({store}) => store.update(unmarkAll),
	},
	{
		...shared,
		keys: ['left'],
		command: 'fold',
		description: 'hide the servers of this service; on a server, go to its service',
		hint: {text: 'fold', priority: 8, beside: ['unfold']},
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
		hint: {text: 'fold all', priority: 14.5, beside: ['unfold-all']},
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
