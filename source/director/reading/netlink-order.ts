/**
 * The display order of the rows of a netlink reading.
 */
import {parseIpv4} from '../../ipvs/ipv4.ts';
import type {Destination} from '../../ipvs/netlink/destinations.ts';
import type {NetlinkService} from '../../ipvs/netlink/services.ts';
import {compareServerKeys, type ServerId, type ServerKey} from '../../ipvs/server.ts';
import {compareServiceKeys, type ServiceKey} from '../../ipvs/service.ts';
import {inOrder} from './ordered-rows.ts';

/** A number that sorts like the keys: IPv4 address with port. Null for IPv6, which does not fit into a number. */
function rankOf({address, port}: ServerKey): number | null {
	const number = address.includes(':') ? null : parseIpv4(address);
	return number === null ? null : number * 0x1_0000 + port;
}

/** A number in the order of the service keys, for TCP services with IPv4 addresses. Null for others. */
export function rankOfService(key: ServiceKey): number | null {
	return key.kind === 'address' && key.protocol === 'tcp' ? rankOf(key) : null;
}

/** A row with its service. */
interface Keyed {
	readonly service: Pick<NetlinkService, 'rule'>;
}

/** Compares services by display order, and calculates the sort value of each key only once. */
export function byKey<Row extends Keyed>() {
	const ranks = new Map<Row, number | null>();
	const rank = (known: Row): number | null => {
		const found = ranks.get(known);
		if (found !== undefined) {
			return found;
		}

		const made = rankOfService(known.service.rule.key);
		ranks.set(known, made);
		return made;
	};
	return (one: Row, other: Row): number => {
		const rankOfOne = rank(one);
		const rankOfOther = rank(other);
		return rankOfOne !== null && rankOfOther !== null
			? rankOfOne - rankOfOther
			: compareServiceKeys(one.service.rule.key, other.service.rule.key);
	};
}

/** This many rows are sorted at once, without a pause. */
const fewRows = 1000;

/** The display order of servers, as indexes in the kernel's order; duplicates count once. */
export function* orderOf(rows: readonly Destination[]): Generator<void, readonly number[]> {
	if (rows.length > fewRows) {
		const places = new Map<ServerId, number>(rows.map(({id}, at) => [id, at]));
		const byId = new Map<ServerId, Destination>(rows.map(row => [row.id, row]));
		const sorted = yield* inOrder(byId, new Map<ServerId, number>(), compareServerKeys);
		return sorted.flatMap(({id}) => places.get(id) ?? []);
	}

	const ranks = rows.map(rankOf);
	const compare = (one: number, other: number): number => {
		const rank = ranks[one] ?? null;
		const otherRank = ranks[other] ?? null;
		if (rank !== null && otherRank !== null) {
			return rank - otherRank;
		}

		const row = rows[one];
		const otherRow = rows[other];
		return row && otherRow ? compareServerKeys(row, otherRow) : 0;
	};
	const order = Array.from(rows, (_, at) => at).sort(compare);
	return order.filter((at, index) => rows[at]?.id !== rows[order[index + 1] ?? -1]?.id);
}
