/**
 * The Servers view: every real server once, over all its services.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {choosable} from '../../console/table/column.ts';
import {listRow} from '../../console/table/list.ts';
import {chosenSort} from '../../console/table/sort-rows.ts';
import {realServerColumns, sortable} from './columns.ts';
import {realServerContext} from './columns-context.ts';
import {realServerPanel} from './details.ts';
import {serverBindings} from './keys.ts';
import {deriveServers, selectServers, servers, serversFilter} from './servers-list.ts';
import {ServersView, serversTable} from './servers-view.tsx';

export const serversFeature = defineFeature({
	slice: servers,
	bindings: serverBindings,
	overlays: {'real-server': ['live', 'target']},
	derive: deriveServers,
	views: [
		{
			id: 'servers',
			key: '2',
			title: 'Servers',
			shortTitle: 'Srv',
			kinds: ['targets'],
			list: {of: ({own}) => own, change: change => change},
			opens: 'details',
			filter: serversFilter.view,
			marked: ({own}) => own.marked.size,
			select: selectServers,
			columns: {
				all: seen => choosable(realServerColumns, realServerContext(seen)),
				sort: ({own}) => own.sort,
				sortBy: (column, {own}) => ({sort: chosenSort(sortable, own.sort, column) ?? own.sort}),
				titleAt: (cell, seen) => serversTable(seen, seen.size.rows).titleAt(cell),
			},
			panel(seen, height) {
				const row = listRow(seen.own);
				return row === undefined ? [] : realServerPanel(row, seen, height);
			},
			Body: ServersView,
		},
	],
});
