/**
 * One real server in several services: each of them has a separate entry for it, with a separate weight.
 */

import type {IpAddress} from '../../ipvs/address.ts';
import {countOf} from '../../text/figures.ts';
import {type KnownService, type Target, targetName} from '../seen.ts';

/** The entries that have weight, by the address of their real server. */
export type RealServers = ReadonlyMap<IpAddress, readonly Target[]>;

/** Collects the entries of every real server that gets new clients. */
export function realServersOf(services: readonly KnownService[]): RealServers {
	const targets = services.flatMap(service =>
		service.servers.filter(({weight}) => weight > 0).map(server => ({service, server})),
	);
	return Map.groupBy(targets, ({server}) => server.address);
}

/** The number of services to name; the rest is counted. */
const named = 3;

/**
 * The services that still send clients to the real servers of these targets once the targets have weight 0, one
 * sentence for each real server: `10.0.0.9 still gets clients from udp:…:53 (weight 1)`.
 */
export function stillUsedInWords(
	targets: readonly Target[],
	realServers: RealServers,
): readonly string[] {
	const drained = new Set(targets.map(targetName));
	const addresses = new Set(targets.map(({server}) => server.address));
	return [...addresses].flatMap(address => {
		const others = (realServers.get(address) ?? []).filter(
			other => !drained.has(targetName(other)),
		);
		const first = others
			.slice(0, named)
			.map(({service, server}) => `${service.id} (weight ${server.weight})`)
			.join(', ');
		const more = others.length - named;
		const rest = more > 0 ? ` and ${countOf(more, 'more service')}` : '';
		return others.length === 0 ? [] : [`${address} still gets clients from ${first}${rest}`];
	});
}
