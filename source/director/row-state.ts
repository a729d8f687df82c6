/**
 * What state a row is in, from its figures alone.
 */
import type {LiveServer, LiveService} from './polling/live.ts';

/**
 * `draining`: weight 0 and connections left. `drained`: weight 0 and none left.
 * `over-threshold`: as many connections as the upper threshold, so that the kernel sends no new ones.
 */
export type ServerState = 'normal' | 'draining' | 'drained' | 'over-threshold';

/** `no-servers`: none is configured. `no-weight`: there are some, all of weight 0: nobody takes a new connection. */
export type ServiceState = 'normal' | 'no-servers' | 'no-weight';

/** Connections of a server, active and inactive, as the kernel compares them with the thresholds. */
export function connectionsOf(
	server: Pick<LiveServer, 'activeConnections' | 'inactiveConnections'>,
): number {
	return server.activeConnections + server.inactiveConnections;
}

/**
 * The state of a server. Once over the upper threshold the kernel keeps a server closed until its
 * connections fall below the lower one; that memory cannot be read, so only what is certain is told.
 */
export function serverState(
	server: Pick<
		LiveServer,
		'weight' | 'activeConnections' | 'inactiveConnections' | 'upperThreshold'
	>,
): ServerState {
	const connections = connectionsOf(server);
	if (server.weight === 0) {
		return connections > 0 ? 'draining' : 'drained';
	}

	return server.upperThreshold !== null &&
		server.upperThreshold > 0 &&
		connections >= server.upperThreshold
		? 'over-threshold'
		: 'normal';
}

/** The state of a service. */
export function serviceState(service: {
	readonly servers: readonly Pick<LiveServer, 'weight'>[];
}): ServiceState {
	if (service.servers.length === 0) {
		return 'no-servers';
	}

	return service.servers.some(server => server.weight > 0) ? 'normal' : 'no-weight';
}

const sums = new WeakMap<LiveService, number>();

/** Connections of all servers of a service; the sum is made once a reading, as every one of its rows asks for it. */
export function connectionsOfService(service: LiveService): number {
	const known = sums.get(service);
	if (known !== undefined) {
		return known;
	}

	const sum = service.servers.reduce((total, server) => total + connectionsOf(server), 0);
	sums.set(service, sum);
	return sum;
}

/** The part of its service's present connections that a server has, 0 to 1. */
export function shareOf(service: LiveService, server: LiveServer): number {
	const all = connectionsOfService(service);
	return all === 0 ? 0 : connectionsOf(server) / all;
}
