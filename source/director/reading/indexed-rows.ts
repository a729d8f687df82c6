/**
 * Indexes listings by key, so that several of them can be joined.
 */
import {type ServerId, type ServerKey, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceKey, serviceId} from '../../ipvs/service.ts';

/** A service of a listing with its servers by id. */
export interface IndexedService<Service, Server> {
	readonly service: Service;
	readonly servers: ReadonlyMap<ServerId, Server>;
}

/** The services of a listing by id. */
export type IndexedRows<Service, Server> = ReadonlyMap<ServiceId, IndexedService<Service, Server>>;

/** Indexes a listing, one server per step. If a row is listed twice the last one counts. */
export function* indexRows<
	Server extends ServerKey,
	Service extends {readonly servers: readonly Server[]},
>(
	services: readonly Service[],
	keyOf: (service: Service) => ServiceKey,
): Generator<void, IndexedRows<Service, Service['servers'][number]>> {
	const index = new Map<ServiceId, IndexedService<Service, Service['servers'][number]>>();
	for (const service of services) {
		const servers = new Map<ServerId, Service['servers'][number]>();
		for (const server of service.servers) {
			servers.set(serverId(server), server);
			yield;
		}

		index.set(serviceId(keyOf(service)), {service, servers});
		yield;
	}

	return index;
}
