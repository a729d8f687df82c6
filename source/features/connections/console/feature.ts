/**
 * The Connections view: the connection table, or its groups.
 */
import {defineFeature} from '../../../console/state/feature.ts';
import {selectionOf} from '../../../console/state/selection.ts';
import {listRow} from '../../../console/table/list.ts';
import {connectionsFilterView} from '../table/connections-language.ts';
import {connections} from './connections-list.ts';
import type {ConnectionsRow} from './connections-rows.ts';
import {ConnectionsView} from './connections-view.tsx';
import {
	attendToConnections,
	awaitsConnections,
	deriveConnections,
	headHeight,
} from './derive-connections.ts';
import {connectionsBindings} from './keys.ts';
import {saysNoAnswer} from './receive-no-answers.ts';

/** The protocol, client, virtual and real server of a connection, or the name of a group. */
function nameOfRow(row: ConnectionsRow | undefined): string | null {
	return row === undefined ? null : row.kind === 'group' ? row.name : row.id;
}

export const connectionsFeature = defineFeature({
	slice: connections,
	bindings: connectionsBindings,
	overlays: ['connection', 'notices'],
	derive: deriveConnections,
	attend: attendToConnections,
	awaits: awaitsConnections,
	says: saysNoAnswer,
	views: [
		{
			id: 'connections',
			key: '3',
			title: 'Connections',
			group: {
				title: 'Connections',
				place: 50,
				introduction:
					'Choose which connections are shown, and how. The connection table is read only while the view is open and nothing covers it.',
			},
			list: {of: ({own}) => own, change: change => change},
			filter: connectionsFilterView,
			isFilterExpensive: true,
			headHeight,
			select: ({own}) => selectionOf({name: nameOfRow(listRow(own))}),
			Body: ConnectionsView,
		},
	],
});
