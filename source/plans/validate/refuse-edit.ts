/**
 * Edits of existing entries that ipvsadm would apply to another row or silently change; lvstop makes no plan for them.
 */
import type {ServerRule} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../../ipvs/service.ts';

/**
 * Why this server cannot be edited through ipvsadm; null if it can.
 *
 * ipvsadm replaces the port of a routed or tunnelled server with the service's port before it calls the kernel (seen
 * with 1.31). An entry with another port, which only a netlink client can create, would not be found; or a server with
 * the service's port would be changed instead. A `Local` entry has no separate option, so an edit would change it to a
 * routed one.
 */
export function refuseServerEdit(service: ServiceKey, server: ServerRule): string | null {
	const name = `${serverId(server)} in ${serviceId(service)}`;
	if (server.forwarding === 'local') {
		return `${name} is a Local destination; ipvsadm would change it to a routed one`;
	}

	const portIsReplaced = service.kind === 'address' && server.forwarding !== 'masq';
	if (portIsReplaced && server.port !== service.port) {
		return (
			`${name} is forwarded by ${server.forwarding} with another port than the service; ` +
			`ipvsadm would send the command to port ${service.port} instead`
		);
	}

	return null;
}

/** Warnings before these servers are deleted: those that an undo cannot restore, one sentence each. */
export function noWayBackInWords(
	service: ServiceKey,
	servers: readonly ServerRule[],
): readonly string[] {
	return servers
		.map(server => refuseServerEdit(service, server))
		.filter(reason => reason !== null)
		.map(reason => `this cannot be undone: ${reason}`);
}
