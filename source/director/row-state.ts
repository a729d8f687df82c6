/**
 * The state of a row, from its numbers alone.
 */
import type {LiveServer, LiveService} from './polling/live.ts';
import {opensBelow} from './polling/overload.ts';
import {sumsOf} from './service-sums.ts';

/**
 * `draining`: weight 0, connections left, active or inactive. `drained`: weight 0, none left. A drained server is `empty`
 * if no persistent client would come back to it either: a drain waits for that (see `emptyWhen` of the plans).
 * `over-threshold`: as many connections as the upper threshold, so the kernel sends no new ones. `closed`: fewer, but it
 * was seen to reach the upper threshold and has not been below the lower one since, so the kernel still sends none.
 * `maybe-closed`: its connections are between the thresholds, and its past is not known.
 */
export type ServerState =
	| 'normal'
	| 'draining'
	| 'drained'
	| 'over-threshold'
	| 'closed'
	| 'maybe-closed';

/** `no-servers`: none is configured. `no-weight`: all servers have weight 0, so nobody takes new connections. */
export type ServiceState = 'normal' | 'no-servers' | 'no-weight';

/** Connections of a server, active and inactive, as the kernel compares them with the thresholds. */
export function connectionsOf(
	server: Pick<LiveServer, 'activeConnections' | 'inactiveConnections'>,
): number {
	return server.activeConnections + server.inactiveConnections;
}

/** The state of a server. */
export function serverState(
	server: Pick<
		LiveServer,
		'weight' | 'activeConnections' | 'inactiveConnections' | 'upperThreshold' | 'overload'
	>,
): ServerState {
	const connections = connectionsOf(server);
	if (server.weight === 0) {
		return connections > 0 ? 'draining' : 'drained';
	}

	if (
		server.upperThreshold !== null &&
		server.upperThreshold > 0 &&
		connections >= server.upperThreshold
	) {
		return 'over-threshold';
	}

	return server.overload === null || server.overload === 'open' ? 'normal' : server.overload;
}

/** The words by which a filter finds a row in that state; `closed` also finds those that may be. */
export function stateFilterWords(state: string): string {
	return state === 'normal' ? '' : state === 'over-threshold' ? 'over-threshold closed' : state;
}

/** `closed at 4, opens below 1`: the state of a server with an upper threshold; empty without one. */
export function thresholdInWords(
	server: Pick<LiveServer, 'upperThreshold' | 'lowerThreshold' | 'overload'>,
): string {
	const {upperThreshold, lowerThreshold, overload} = server;
	if (!upperThreshold || lowerThreshold === null || overload === null || overload === 'open') {
		return '';
	}

	const below = opensBelow({upperThreshold, lowerThreshold});
	return overload === 'closed'
		? `closed at ${upperThreshold}, opens below ${below}`
		: `may be closed: it closes at ${upperThreshold} and opens below ${below}`;
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

/** How many servers of a service have a weight above 0. That does not say whether they answer. */
export function weightedServers({
	servers,
}: {
	readonly servers: readonly Pick<LiveServer, 'weight'>[];
}): number {
	let count = 0;
	for (const {weight} of servers) {
		count += weight > 0 ? 1 : 0;
	}

	return count;
}

/** Connections of all servers of a service. */
export function connectionsOfService(service: LiveService): number {
	const {activeConnections, inactiveConnections} = sumsOf(service);
	return activeConnections + inactiveConnections;
}
