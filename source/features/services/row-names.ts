/**
 * The names of rows: with addresses, or with names in their place or beside them.
 */
import type {ConsoleRow} from '../../console/state/console-row.ts';
import {type Names, namedEndpoint, nameOf} from '../../director/names.ts';
import type {LiveService} from '../../director/polling/live.ts';
import {serviceName} from '../../director/vocabulary.ts';

/** A service with a name in the place of its address: `TCP shop`. */
function namedService(service: LiveService, names: Names): string {
	const {key} = service;
	const named = key.kind === 'address' ? namedEndpoint(names, key.address, key.port) : null;
	return named === null || key.kind !== 'address'
		? serviceName(service)
		: `${key.protocol.toUpperCase()} ${named}`;
}

/**
 * The name in the first column, with the fold sign of a service or the indent of a server, and the mark of a check that
 * found something on the row.
 */
export function rowLabel(row: ConsoleRow, names: Names, mark: '!' | ' '): string {
	const isNamed = names.shown === 'instead';
	if (row.kind === 'service') {
		const {service, folded} = row;
		return `${folded ? '▸' : '▾'}${mark}${isNamed ? namedService(service, names) : serviceName(service)}`;
	}

	const {address, port, id} = row.server;
	return `  ${mark} ${(isNamed ? namedEndpoint(names, address, port) : null) ?? id}`;
}

/** The name of a row's address; empty if none is known. */
export function rowName({service, ...row}: ConsoleRow, names: Names): string {
	if (row.kind === 'server') {
		return nameOf(names, row.server.address, row.server.port) ?? '';
	}

	const {key} = service;
	return key.kind === 'address' ? (nameOf(names, key.address, key.port) ?? '') : '';
}
