/**
 * What the kernel or ipvsadm would quietly change or aim elsewhere, so that no plan is made for it.
 */
import type {ServerRule} from '../ipvs/server.ts';
import {serverId} from '../ipvs/server.ts';
import {type ServiceKey, serviceId} from '../ipvs/service.ts';

/**
 * Why this server cannot be edited through ipvsadm, or null where it can.
 *
 * ipvsadm replaces the port of a routed or tunnelled server by the service's port before it asks the
 * kernel (seen with 1.31). An entry with another port, which only a netlink client can make, would
 * not be found; where a server with the service's port exists, that one would be changed instead.
 */
export function refuseServerEdit(service: ServiceKey, server: ServerRule): string | null {
	const portIsReplaced = service.kind === 'address' && server.forwarding !== 'masq';
	if (portIsReplaced && server.port !== service.port) {
		return (
			`${serverId(server)} in ${serviceId(service)} is reached by ${server.forwarding} with a port of its own; ` +
			`ipvsadm would aim the command at port ${service.port} instead`
		);
	}

	return null;
}
