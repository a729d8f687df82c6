/**
 * The names that a configuration file can have as values.
 */
import type {Column} from '../console/table/column.ts';
import {
	connectionColumns,
	sortableConnectionColumns,
} from '../features/connections/connection-columns.ts';
import {logColumns} from '../features/log/log-columns.ts';
import {realServerColumns, sortable as sortableServers} from '../features/servers/columns.ts';
import {columns, sortable} from '../features/services/columns.ts';
import {snapshotColumns} from '../features/snapshots/console/snapshot-columns.ts';
import type {KnownValues, ViewColumns} from '../files/configuration/keys.ts';
import {sources} from './open-port.ts';
import {viewNames} from './view-names.ts';

function ids(columns: readonly Pick<Column<unknown, unknown>, 'id'>[]): readonly string[] {
	return columns.map(({id}) => id);
}

/** The columns of every view that has some. */
export const viewColumns: Readonly<Record<string, ViewColumns>> = {
	services: {all: ids(columns), sortable: ids(sortable)},
	servers: {all: ids(realServerColumns), sortable: ids(sortableServers)},
	connections: {all: ids(connectionColumns), sortable: ids(sortableConnectionColumns)},
	snapshots: {all: ids(snapshotColumns), sortable: []},
	log: {all: ids(logColumns), sortable: []},
};

export const knownValues: KnownValues = {views: viewNames, columns: viewColumns, sources};
