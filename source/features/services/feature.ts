/**
 * The Services view: the tree of services and their servers, and the details of a row.
 */
import {defineFeature} from '../../console/state/feature.ts';
import {besidePanel} from '../../console/state/layout.ts';
import type {Change} from '../../console/state/slice.ts';
import {choosable} from '../../console/table/column.ts';
import {chosenSort} from '../../console/table/sort-rows.ts';
import {watchRow} from '../traffic/index.ts';
import {columns, sortable} from './columns.ts';
import {servicesContext} from './columns-context.ts';
import {deriveServices, saysNotice, selectServices} from './derive.ts';
import {servicesPanel} from './details/details-panel.ts';
import {serviceBindings} from './keys.ts';
import {servicesFilter} from './select-rows.ts';
import {ServicesView, servicesTable} from './services-view.tsx';
import {type ServicesKept, type ServicesList, type ServicesSeen, services} from './slice.ts';
import {cursorRow} from './table-reducers.ts';

/**
 * Derives the rows. While the side panel is shown, the history of its row is kept: from the reading on at which the
 * cursor rests on it, so that moving over many rows does not drop the histories of others.
 */
function deriveWithPanel(
	before: ServicesSeen,
	now: ServicesSeen,
): Change<ServicesList, ServicesKept> | null {
	const change = deriveServices(before, now);
	const {director, size, sidePanel, view} = now;
	const row = cursorRow({...now.own, ...change?.own});
	const isShown = view === 'services' && sidePanel && besidePanel(size) !== null;
	const isNew =
		director.live !== before.director.live ||
		size !== before.size ||
		sidePanel !== before.sidePanel ||
		view !== before.view;
	if (isShown && isNew && row !== undefined) {
		watchRow(director, row.id);
	}

	return change;
}

export const servicesFeature = defineFeature({
	slice: services,
	bindings: serviceBindings,
	overlays: {details: ['live', 'target', 'row']},
	derive: deriveWithPanel,
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
			select: selectServices,
			columns: {
				all: seen => choosable(columns, servicesContext(seen)),
				sort: ({own}) => own.sort,
				sortBy: (column, {own}) => ({sort: chosenSort(sortable, own.sort, column) ?? own.sort}),
				titleAt: (cell, seen) => servicesTable(seen, seen.size.rows).titleAt(cell),
			},
			panel: servicesPanel,
			hasStrip: true,
			Body: ServicesView,
		},
	],
});
