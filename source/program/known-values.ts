/**
 * The names that a configuration file can have as values.
 */
import type {Column} from '../console/table/column.ts';
import {parseLook} from '../console/text/parse-look.ts';
import {roles, themeNames} from '../console/text/theme.ts';
import {namesShown} from '../director/names.ts';
import {checkColumns} from '../features/checks/console/check-columns.ts';
import {
	connectionColumns,
	sortableConnectionColumns,
} from '../features/connections/connection-columns.ts';
import {groupColumns, sortableGroupColumns} from '../features/connections/console/group-columns.ts';
import {logColumns} from '../features/log/log-columns.ts';
import {realServerColumns, sortable as sortableServers} from '../features/servers/columns.ts';
import {columns, sortable} from '../features/services/columns.ts';
import {snapshotColumns} from '../features/snapshots/console/snapshot-columns.ts';
import type {KnownValues, ViewColumns} from '../files/configuration/key.ts';
import {formatEndpoint, parseEndpoint, parseIpAddress} from '../ipvs/address.ts';
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
	groups: {all: ids(groupColumns), sortable: ids(sortableGroupColumns)},
	snapshots: {all: ids(snapshotColumns), sortable: []},
	log: {all: ids(logColumns), sortable: []},
	checks: {all: ids(checkColumns), sortable: []},
};

function placeOf(text: string): string | null {
	const endpoint = parseEndpoint(text);
	return endpoint === null ? parseIpAddress(text) : formatEndpoint(endpoint);
}

export const knownValues: KnownValues = {
	views: viewNames,
	columns: viewColumns,
	sources,
	namesShown,
	placeOf,
	themes: themeNames,
	roles,
	isLook: text => parseLook(text) !== null,
};
