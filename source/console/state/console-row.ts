/**
 * The rows of the Services view: every service, and below it its servers.
 */

import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {type ServerId, serverId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';

/** The identity of a row across readings, sorts and filters; the id of a server contains that of its service. */
export type RowId = ServiceId | `${ServiceId} ${ServerId}`;

export interface ServiceRow {
	readonly kind: 'service';
	readonly id: RowId;
	readonly service: LiveService;
	readonly folded: boolean;
}

export interface ServerRow {
	readonly kind: 'server';
	readonly id: RowId;
	readonly service: LiveService;
	readonly server: LiveServer;
}

export type ConsoleRow = ServiceRow | ServerRow;

/** A server with its service: what an action needs to know of a row. */
export interface Destination {
	readonly service: LiveService;
	readonly server: LiveServer;
}

/** Its id is put together when it is asked for, which only few of many rows are. */
class RowOfServer implements ServerRow {
	readonly kind = 'server';
	readonly service: LiveService;
	readonly server: LiveServer;

	constructor(service: LiveService, server: LiveServer) {
		this.service = service;
		this.server = server;
	}

	get id(): RowId {
		return serverRowId(this.service.id, this.server.id);
	}
}

/** The row of a server. */
export function serverRow(service: LiveService, server: LiveServer): ServerRow {
	return new RowOfServer(service, server);
}

/** The id of a server's row. Ids contain no blanks, so the two parts stay separate. */
export function serverRowId(service: ServiceId, server: ServerId): RowId {
	return `${service} ${server}`;
}

/** The service that a row belongs to. */
export function serviceOfRowId(id: RowId): ServiceId {
	// A row's id begins with that of its service, which serverRowId and the rows of services put there.
	const [service] = id.split(' ', 1) as [ServiceId];
	return service;
}

/** The server of a row; null for the row of a service. */
export function serverIdOfRow(id: RowId): ServerId | null {
	const blank = id.indexOf(' ');
	// What stands behind the blank is the server's id, which serverRowId put there.
	return blank === -1 ? null : (id.slice(blank + 1) as ServerId);
}

/** The name of a row in a sentence: `tcp:172.16.249.138:80`, or `10.0.0.8:80 in tcp:172.16.249.138:80`. */
export function rowIdInWords(id: RowId): string {
	const server = serverIdOfRow(id);
	return server === null ? id : `${server} in ${serviceOfRowId(id)}`;
}

/** The name of a row as shown: `10.0.0.8:80` or `tcp:172.16.249.138:80`. */
export function rowName(row: ConsoleRow): string {
	return row.kind === 'service' ? row.service.id : serverId(row.server);
}

/** Every server of the director whose row id is in the set, in the director's order. */
export function findServers(
	director: LiveDirector | null,
	ids: ReadonlySet<RowId>,
): readonly Destination[] {
	const found: Destination[] = [];
	for (const service of director?.services ?? []) {
		for (const server of service.servers) {
			if (ids.has(serverRowId(service.id, server.id))) {
				found.push({service, server});
			}
		}
	}

	return found;
}

/** The row as the director has it now, even if a filter or a fold hides it; null if it is gone. */
export function findRow(director: LiveDirector | null, id: RowId): ConsoleRow | null {
	const serviceId = serviceOfRowId(id);
	const service = director?.services.find(candidate => candidate.id === serviceId);
	if (service === undefined) {
		return null;
	}

	if (serviceId === id) {
		return {kind: 'service', id, service, folded: false};
	}

	const server = service.servers.find(candidate => serverRowId(serviceId, candidate.id) === id);
	return server === undefined ? null : serverRow(service, server);
}
