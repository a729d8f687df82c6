/**
 * The rows of the Servers view: every real server once, with all its entries in services.
 */

import type {Destination} from '../../console/state/console-row.ts';
import type {ListRow} from '../../console/table/list.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import {compareAddresses, type IpAddress} from '../../ipvs/address.ts';
import {parseIpv4} from '../../ipvs/ipv4.ts';

/** A real server: one address, over all its services and ports. */
export interface RealServerRow extends ListRow {
	readonly id: IpAddress;
	/** Its entry in each service and at each port, in the director's order; at least one. */
	readonly entries: readonly Destination[];
}

/** Sorts by address. There can be tens of thousands, so each IPv4 address is parsed only once. */
function byAddress(rows: readonly RealServerRow[]): readonly RealServerRow[] {
	return rows
		.map(row => ({row, ipv4: parseIpv4(row.id)}))
		.sort((one, other) =>
			one.ipv4 === null || other.ipv4 === null
				? compareAddresses(one.row.id, other.row.id)
				: one.ipv4 - other.ipv4,
		)
		.map(({row}) => row);
}

const realServers = new WeakMap<LiveDirector, readonly RealServerRow[]>();

/** The real servers of a director by their addresses; cached for each reading. */
export function realServersOf(director: LiveDirector | null): readonly RealServerRow[] {
	if (director === null) {
		return [];
	}

	const known = realServers.get(director);
	if (known !== undefined) {
		return known;
	}

	const entries = director.services.flatMap(service =>
		service.servers.map(server => ({service, server})),
	);
	const found = byAddress(
		[...Map.groupBy(entries, ({server}) => server.address)].map(([id, own]) => ({
			id,
			entries: own,
		})),
	);
	realServers.set(director, found);
	return found;
}

/** The real server as the director has it now, even if a filter hides it; null if it is gone. */
export function findRealServer(
	director: LiveDirector | null,
	address: IpAddress,
): RealServerRow | null {
	return realServersOf(director).find(({id}) => id === address) ?? null;
}
