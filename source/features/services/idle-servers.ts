/**
 * Servers of one-packet services that get no packets. Such services have no connections, so neither the Connections
 * view nor a number of connections shows it.
 */
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {loadOf} from '../../director/service-load.ts';
import {askedShares} from '../connections/index.ts';

/** A server is reported only if it should have received at least this many packets. */
const fewestExpected = 20;

/** Rates are taken over at least this many seconds: the kernel does not refresh more often. */
const shortestSpan = 2;

/** Schedulers that send a client always to the same server: with few clients a server may get none. */
const byClient: ReadonlySet<string> = new Set(['sh', 'mh', 'dh', 'lblc', 'lblcr']);

/** Schedulers that compare connections, of which one-packet scheduling has none: the first server gets everything. */
const byConnections: ReadonlySet<string> = new Set(['lc', 'wlc', 'sed', 'nq']);

/** The servers of a service that get no packets although their weight asks for some. */
export function idleServers(service: LiveService): readonly LiveServer[] {
	if (
		service.onePacket !== true ||
		service.persistence !== null ||
		byClient.has(service.scheduler)
	) {
		return [];
	}

	const {unit, total, of} = loadOf(service);
	const packets = unit === 'packets/s' ? total * shortestSpan : total;
	const asked = askedShares(service);
	return service.servers.filter(
		(server, index) =>
			server.weight > 0 && of(server) === 0 && packets * (asked[index] ?? 0) >= fewestExpected,
	);
}

/** The reason, if the service itself is one; otherwise empty. */
export function idleReason({scheduler}: Pick<LiveService, 'scheduler'>): string {
	return byConnections.has(scheduler)
		? `: ${scheduler} compares connections, but one-packet scheduling has none; rr or wrr would distribute the packets`
		: '';
}
