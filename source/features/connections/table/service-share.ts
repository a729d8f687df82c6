/**
 * How the connections of a service are spread over its servers, beside what its weights ask for.
 */
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';

/** One server's part. */
export interface ServerShare {
	readonly server: ConfiguredServer;
	readonly connections: number;
	/** Its part of the service's connections, 0 to 1; null if there are none. */
	readonly share: number | null;
	/** The part that scheduler and weight ask for, 0 to 1; null if they do not ask for any. */
	readonly asked: number | null;
}

type Ask = (servers: readonly ConfiguredServer[]) => readonly number[];

/** In proportion to the weights. */
const byWeight: Ask = servers => servers.map(({weight}) => weight);

/** The same for every server that takes connections at all. */
const equally: Ask = servers => servers.map(({weight}) => Number(weight > 0));

/**
 * All to the server of the highest weight. Among several of them the kernel takes the one that it has first
 * in its own list; the servers here are in another order, so that none can be asked for.
 */
const allToHighest: Ask = servers => {
	const highest = servers.reduce((most, {weight}) => Math.max(most, weight), 0);
	const isOnly = servers.filter(({weight}) => weight === highest).length === 1;
	return servers.map(({weight}) => Number(isOnly && highest > 0 && weight === highest));
};

/**
 * What the schedulers aim at. Those that look at the address that is asked for (lblc, lblcr, dh), and ovf,
 * which fills one server after the other, ask for no parts. sh and mh share out clients, not connections.
 */
const asks: Readonly<Record<string, Ask>> = {
	rr: equally,
	lc: equally,
	wrr: byWeight,
	wlc: byWeight,
	sed: byWeight,
	nq: byWeight,
	twos: byWeight,
	sh: byWeight,
	mh: byWeight,
	fo: allToHighest,
};

/**
 * The part of new connections that each server should get, 0 to 1; null if none is asked for. One that is closed by
 * its thresholds gets none.
 */
export function askedShares({
	scheduler,
	servers,
}: Pick<ConfiguredService, 'scheduler' | 'servers'>): readonly (number | null)[] {
	const open = servers.map(server =>
		server.overload === 'closed' ? {...server, weight: 0} : server,
	);
	const wanted = asks[scheduler]?.(open) ?? [];
	const sum = wanted.reduce((total, part) => total + part, 0);
	return servers.map((_, index) => (sum === 0 ? null : (wanted[index] ?? 0) / sum));
}

/** The shares of all servers of a service, in its order; `connections` has a number for each server. */
export function serviceShares(
	service: Pick<ConfiguredService, 'scheduler' | 'servers'>,
	connections: readonly number[],
): readonly ServerShare[] {
	const asked = askedShares(service);
	const all = connections.reduce((total, count) => total + count, 0);
	return service.servers.map((server, index) => {
		const count = connections[index] ?? 0;
		return {
			server,
			connections: count,
			share: all === 0 ? null : count / all,
			asked: asked[index] ?? null,
		};
	});
}
