/**
 * The Services view: the tree of services and their servers, and the details of a row.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {choosable} from '../../console/table/column.ts';
import {chosenSort} from '../../console/table/sort-rows.ts';
import {columns, sortable} from './columns.ts';
import {servicesContext} from './columns-context.ts';
import {deriveServices, saysNotice, selectServices} from './derive.ts';
import {serviceBindings} from './keys.ts';
import {servicesFilter} from './select-rows.ts';
import {ServicesView, servicesTable} from './services-view.tsx';
import {type ServicesSeen, services} from './slice.ts';

/** The service of the cursor's row, if its own row is above the screen. */
function serviceAbove({own: {rows, cursor, top}}: ServicesSeen): string {
	const row = rows[cursor.index];
	const isShown = rows.slice(top, cursor.index + 1).some(({kind}) => kind === 'service');
	return row === undefined || isShown ? '' : `in ${row.service.id}`;
}

export const servicesFeature = defineFeature({
	slice: services,
	bindings: serviceBindings,
	overlays: ['details'],
	derive: deriveServices,
	says: saysNotice,
	views: [
		{
			id: 'services',
			key: '1',
			title: 'Services',
			shortTitle: 'Svc',
			kinds: ['targets', 'rows'],
			list: {of: ({own}) => own, change: change => change},
			opens: 'details',
			filter: servicesFilter.view,
			marked: ({own}) => own.marked.size,
			ruler: serviceAbove,
			select: selectServices,
			columns: {
				all: seen => choosable(columns, servicesContext(seen)),
				sort: ({own}) => own.sort,
				sortBy: (column, {own}) => ({sort: chosenSort(sortable, own.sort, column) ?? own.sort}),
				titleAt: (cell, seen) => servicesTable(seen, seen.size.rows).titleAt(cell),
			},
			Body: ServicesView,
		},
	],
});
