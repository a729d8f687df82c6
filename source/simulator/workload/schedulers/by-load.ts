/**
 * Schedulers that use the number of connections of a server (read in the ip_vs_*.c of Linux 6.1).
 */
import type {Server} from '../../table/rows.ts';
import {isUsable, least, type Scheduler} from './scheduling.ts';

/** An active connection is as much work as 256 inactive ones. */
function load({activeConnections, inactiveConnections}: Server): number {
	return activeConnections * 256 + inactiveConnections;
}

function expectedDelay({activeConnections, rule}: Server): number {
	return (activeConnections + 1) / rule.weight;
}

function weightedLoad(server: Server): number {
	return load(server) / server.rule.weight;
}

/** `lc` */
export const leastConnections: Scheduler = ({servers}) => least(servers, load);

/** `wlc` */
export const weightedLeastConnections: Scheduler = ({servers}) => least(servers, weightedLoad);

/** `sed` */
export const shortestExpectedDelay: Scheduler = ({servers}) => least(servers, expectedDelay);

/** `nq` */
export const neverQueue: Scheduler = ({servers}) =>
	servers.find(server => isUsable(server) && server.activeConnections === 0) ??
	least(servers, expectedDelay);

/** `fo` */
export const failover: Scheduler = ({servers}) => least(servers, ({rule}) => -rule.weight);

/** `ovf` */
export const overflow: Scheduler = ({servers}) =>
	least(
		servers.filter(({activeConnections, rule}) => activeConnections < rule.weight),
		({rule}) => -rule.weight,
	);

/**
 * `lblc`, and `lblcr` without its sets of servers: the address that clients connect to stays with one server until that
 * one is overloaded while another one is less than half busy.
 */
export function localityBased(): Scheduler {
	let chosen: Server | null = null;
	return ({servers}) => {
		chosen = chosen && canStay(chosen, servers) ? chosen : least(servers, weightedLoad);
		return chosen;
	};
}

function canStay(chosen: Server, servers: readonly Server[]): boolean {
	const isBusy = chosen.activeConnections > chosen.rule.weight;
	const isOtherFree = servers.some(
		({activeConnections, rule}) => activeConnections * 2 < rule.weight,
	);
	return chosen.available && isUsable(chosen) && !(isBusy && isOtherFree);
}
