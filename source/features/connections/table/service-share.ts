/**
 * Compares the distribution of a service's connections over its servers with its weights.
 */
import type {ConfiguredServer, ConfiguredService} from './configuration.ts';

/** One server's part. */
export interface ServerShare {
	readonly server: ConfiguredServer;
	readonly connections: number;
	/** Its share of the service's connections, 0 to 1; null if there are none. */
	readonly share: number | null;
	/** The share that scheduler and weight ask for, 0 to 1; null if they ask for none. */
	readonly asked: number | null;
}

type Ask = (servers: readonly Pick<ConfiguredServer, 'weight'>[]) => readonly number[];

/** In proportion to the weights. */
const byWeight: Ask = servers => servers.map(({weight}) => weight);

/** Equal shares for all servers that take connections. */
const equally: Ask = servers => servers.map(({weight}) => Number(weight > 0));

/**
 * Everything to the server with the highest weight. If several have it, the kernel takes the first of its own list. Its
 * order is not known here, so nothing is asked.
 */
const allToHighest: Ask = servers => {
	const highest = servers.reduce((most, {weight}) => Math.max(most, weight), 0);
	const isOnly = servers.filter(({weight}) => weight === highest).length === 1;
	return servers.map(({weight}) => Number(isOnly && highest > 0 && weight === highest));
};

/**
 * The distribution that each scheduler aims at. Those that look at the requested address (lblc, lblcr, dh), and ovf,
 * which fills one server after the other, aim at no shares. sh and mh distribute clients, not connections.
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
 * The share of new connections that each server should get, 0 to 1; null if the scheduler asks for none. A server
 * closed by its thresholds gets none.
 */
export function askedShares({
	scheduler,
	servers,
}: Pick<ConfiguredService, 'scheduler' | 'servers'>): readonly (number | null)[] {
	const open = servers.map(({overload, weight}) => ({
		weight: overload === 'closed' ? 0 : weight,
	}));
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
