/**
 * Servers that do not answer, for the Services view, taken from the findings of a look at the connection table.
 */
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {connectionsOf} from '../../director/row-state.ts';
import type {ServerId} from '../../ipvs/server.ts';
import {expectedEntries} from './table/expected-entries.ts';
import type {Finding} from './table/finding.ts';

/** The servers of one service whose connections do not get beyond SYN_RECV. */
export interface NoAnswer {
	readonly service: string;
	readonly servers: readonly ServerId[];
}

/** Servers that do not answer, by service, from findings. */
export function noAnswersOf(findings: readonly Finding[]): readonly NoAnswer[] {
	const byService = new Map<string, Set<ServerId>>();
	for (const {kind, scope, servers = []} of findings) {
		if (kind !== 'only-syn-received' && kind !== 'syn-received') {
			continue;
		}

		const service = scope.by === 'service' || scope.by === 'server' ? scope.service : null;
		if (service !== null) {
			const found = byService.get(service) ?? new Set();
			byService.set(service, found);
			for (const server of scope.by === 'server' ? [scope.server] : servers) {
				found.add(server);
			}
		}
	}

	return [...byService].map(([service, servers]) => ({service, servers: [...servers].sort()}));
}

/** The number of servers to name; the rest is counted. */
const named = 2;

/**
 * `tcp:…:80: no answer from 10.0.0.9:80, its connections stay in SYN_RECV (view 3)`. It has no figures, because those
 * change.
 * @param where where the connections are shown
 */
export function noAnswerInWords({service, servers}: NoAnswer, where = 'view 3'): string {
	const more = servers.length - named;
	const names = servers.slice(0, named).join(', ');
	return `${service}: no answer from ${names}${more > 0 ? ` and ${more} more` : ''}, connections stay in SYN_RECV (${where})`;
}

/** Bytes of a first TCP packet at most, IP header included. */
const firstPacket = {ipv4: 60, ipv6: 80} as const;

/** The number of times that a client sends its first packet before it gives up. */
const mostFirstPackets = 7;

/** Whether a server's traffic looks like first packets only. If replies pass the director: whether there are none. */
function getsNoFurther({rates, forwarding}: LiveServer, service: LiveService): boolean {
	if (rates === null || rates.inPackets === 0) {
		return false;
	}

	const isSmall = rates.inBytes <= rates.inPackets * firstPacket[service.key.family];
	const isMany = rates.connections > 0 && rates.inPackets > rates.connections * mostFirstPackets;
	return (forwarding === 'masq' && rates.outPackets === 0) || (isSmall && !isMany);
}

/** Whether all connections of a server are of that kind. */
function hasOnly(kind: 'activeConnections' | 'inactiveConnections', server: LiveServer): boolean {
	return server[kind] > 1 && connectionsOf(server) === server[kind];
}

/** Whether the figures of a TCP or firewall mark service suggest that a server does not answer. */
export function isSuspicious(service: LiveService): boolean {
	const {key} = service;
	const servers = service.servers.filter(({weight}) => weight > 0);
	const isTcp = key.kind === 'fwmark' || key.protocol === 'tcp';
	// Older kernels count SYN_RECV as inactive, newer ones as active. Healthy servers of the service have the other
	// kind too.
	const someActive = servers.some(server => server.activeConnections > 0);
	const someInactive = servers.some(server => server.inactiveConnections > 0);
	return (
		isTcp &&
		servers.some(
			server =>
				(connectionsOf(server) > 1 && getsNoFurther(server, service)) ||
				(someActive && hasOnly('inactiveConnections', server)) ||
				(someInactive && hasOnly('activeConnections', server)),
		)
	);
}

/** A table of up to this many entries is read within a few milliseconds on any kernel. */
const smallTable = 2000;

/** Whether it is worth looking at the connection table: it is small, or something looks wrong. */
export function isWorthLooking({services}: Pick<LiveDirector, 'services'>): boolean {
	const entries = expectedEntries(services);
	return entries > 0 && (entries <= smallTable || services.some(isSuspicious));
}

/**
 * The findings that two looks agree on. In a sample of a large table a server may have just three connections, all of
 * them new by chance.
 */
export function foundTwice(
	before: readonly NoAnswer[],
	now: readonly NoAnswer[],
): readonly NoAnswer[] {
	const earlier = new Map(before.map(({service, servers}) => [service, new Set(servers)]));
	return now
		.map(({service, servers}) => ({
			service,
			servers: servers.filter(server => earlier.get(service)?.has(server)),
		}))
		.filter(({servers}) => servers.length > 0);
}
