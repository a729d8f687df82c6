/**
 * The Connections view: the connection table, or its groups.
 */
import {defineFeature} from '../../../console/state/feature.ts';
import {selectionOf} from '../../../console/state/selection.ts';
import {choosable} from '../../../console/table/column.ts';
import {listRow} from '../../../console/table/list.ts';
import {chosenSort} from '../../../console/table/sort-rows.ts';
import {namesOf} from '../../names/index.ts';
import {connectionColumns, sortableConnectionColumns} from '../connection-columns.ts';
import {connectionsFilterView} from '../table/connections-language.ts';
import {connections} from './connections-list.ts';
import type {ConnectionsRow} from './connections-rows.ts';
import {ConnectionsView, connectionsTable} from './connections-view.tsx';
import {
	attendToConnections,
	awaitsConnections,
	deriveConnections,
	headHeight,
} from './derive-connections.ts';
import {groupColumns, sortableGroupColumns} from './group-columns.ts';
import {connectionsBindings} from './keys.ts';
import {saysNoAnswer} from './receive-no-answers.ts';

/** The protocol, client, virtual and real server of a connection, or the name of a group. */
function nameOfRow(row: ConnectionsRow | undefined): string | null {
	return row === undefined ? null : row.kind === 'group' ? row.name : row.id;
}

export const connectionsFeature = defineFeature({
	slice: connections,
	bindings: connectionsBindings,
	overlays: {connection: [], notices: []},
	derive: deriveConnections,
	attend: attendToConnections,
	awaits: awaitsConnections,
	says: saysNoAnswer,
	views: [
		{
			id: 'connections',
			key: '3',
			title: 'Connections',
			shortTitle: 'Conn',
			group: {
				title: 'Connections',
				place: 50,
				introduction:
					'Choose which connections are shown, and how. The connection table is read only while the view is open and nothing covers it.',
			},
			list: {of: ({own}) => own, change: change => change},
			opens: 'open-row',
			filter: connectionsFilterView,
			isFilterExpensive: true,
			headHeight,
			columns: {
				table: ({own}) => (own.place.mode === 'table' ? 'connections' : 'groups'),
				all: ({own, director}) =>
					own.place.mode === 'table'
						? choosable(connectionColumns, {names: namesOf(director), widths: own.widths.of})
						: choosable(groupColumns, {
								...own.place,
								names: namesOf(director),
								widths: own.widths.of,
							}),
				sort: ({own}) => (own.place.mode === 'table' ? own.sort : own.groupSort),
				sortBy: (column, {own}) =>
					own.place.mode === 'table'
						? {sort: chosenSort(sortableConnectionColumns, own.sort, column)}
						: {
								groupSort: chosenSort(sortableGroupColumns, own.groupSort, column) ?? own.groupSort,
							},
				titleAt: (cell, seen) => connectionsTable(seen, seen.size.rows).titleAt(cell),
			},
			select: ({own}) => selectionOf({name: nameOfRow(listRow(own))}),
			Body: ConnectionsView,
		},
	],
});
