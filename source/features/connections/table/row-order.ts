/**
 * The order of connections in the plain list.
 */
import {type ConnectionRow, client, server, type TableWords, virtual} from './connection-row.ts';

/** The columns by which connections can be sorted. */
export const connectionColumns = [
	'protocol',
	'client',
	'virtual',
	'server',
	'state',
	'expires',
] as const;

export type ConnectionColumn = (typeof connectionColumns)[number];

/** How connections are sorted; null is the order of the kernel, which is none. */
export interface ConnectionSort {
	readonly column: ConnectionColumn;
	readonly descending: boolean;
}

/** Compares two rows; 0 where they are equal in this column. */
export type CompareRows = (one: ConnectionRow, other: ConnectionRow) => number;

/** IPv4 before IPv6, each by number, then by port. */
function compareEnds(end: number, isIpv6: (row: ConnectionRow) => boolean): CompareRows {
	return (one, other) => {
		if (isIpv6(one) !== isIpv6(other)) {
			return isIpv6(one) ? 1 : -1;
		}

		for (let word = end * 4; word < end * 4 + 4; word += 1) {
			const difference = ((one.words[word] ?? 0) >>> 0) - ((other.words[word] ?? 0) >>> 0);
			if (difference !== 0) {
				return difference;
			}
		}

		return (one.ports[end] ?? 0) - (other.ports[end] ?? 0);
	};
}

function compareTexts(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** The comparison for a sort. */
export function compareRowsBy(
	{column, descending}: ConnectionSort,
	{protocols, states}: TableWords,
): CompareRows {
	const comparisons: Record<ConnectionColumn, CompareRows> = {
		protocol: (one, other) =>
			compareTexts(protocols.word(one.protocol), protocols.word(other.protocol)),
		client: compareEnds(client, ({ipv6}) => ipv6),
		virtual: compareEnds(virtual, ({ipv6}) => ipv6),
		server: compareEnds(server, ({serverIpv6}) => serverIpv6),
		state: (one, other) => compareTexts(states.word(one.state), states.word(other.state)),
		expires: (one, other) => one.expires - other.expires,
	};
	const compare = comparisons[column];
	return descending ? (one, other) => compare(other, one) : compare;
}
