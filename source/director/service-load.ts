/**
 * The load by which the servers of a service are compared.
 */
import type {LiveServer, LiveService} from './polling/live.ts';
import {connectionsOf} from './row-state.ts';

/** The load of a service's servers. */
export interface ServiceLoad {
	/**
	 * `connections`: present ones, active and inactive. For a one-packet service, which has no connections:
	 * `packets/s`, or, while none pass or the rates are not known, all `packets` that were counted.
	 */
	readonly unit: 'connections' | 'packets' | 'packets/s';
	readonly total: number;
	of(server: LiveServer): number;
}

function packetLoad({servers}: LiveService): Pick<ServiceLoad, 'unit' | 'of'> {
	const isMoving =
		servers.every(({rates}) => rates !== null) &&
		servers.some(({rates}) => (rates?.inPackets ?? 0) > 0);
	return isMoving
		? {unit: 'packets/s', of: ({rates}) => rates?.inPackets ?? 0}
		: {unit: 'packets', of: ({counters}) => Number(counters?.inPackets ?? 0)};
}

const loads = new WeakMap<LiveService, ServiceLoad>();

/** The load of a service; cached for each reading, because every row of the service asks for it. */
export function loadOf(service: LiveService): ServiceLoad {
	const known = loads.get(service);
	if (known !== undefined) {
		return known;
	}

	const {unit, of} =
		service.onePacket === true
			? packetLoad(service)
			: {unit: 'connections' as const, of: connectionsOf};
	const load = {
		unit,
		of,
		total: service.servers.reduce((total, server) => total + of(server), 0),
	};
	loads.set(service, load);
	return load;
}

/** The share of its service's load that a server carries, 0 to 1. */
export function shareOf(service: LiveService, server: LiveServer): number {
	const {total, of} = loadOf(service);
	return total === 0 ? 0 : of(server) / total;
}
