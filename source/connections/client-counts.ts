/**
 * How many connections each client, or each network of clients, has.
 */
import type {IpAddress} from '../ipvs/address.ts';
import {BoundedTable} from './bounded-table.ts';
import {type ClientPrefix, maskWords} from './client-prefix.ts';
import {type ConnectionRow, client} from './connection-row.ts';
import {addressOf} from './row-addresses.ts';
import {createTopList} from './top-list.ts';

/**
 * Clients that are counted exactly; of more, the rarer ones are forgotten. The table takes 17 MB then,
 * and as much again for the moment in which it forgets.
 */
export const mostClients = 2 ** 18;

/** A client or a network, and what it has at least. */
export interface ClientCount {
	readonly address: IpAddress;
	readonly prefix: number;
	readonly connections: number;
	readonly templates: number;
	/** How many more it may have; 0 while every count is exact. */
	readonly missing: number;
}

/** Counts clients. */
export interface ClientCounts {
	count(row: ConnectionRow): void;
	/** Those with the most entries, most first. */
	top(limit: number): ClientCount[];
	/** How many different ones there are; null where some were forgotten. */
	readonly different: number | null;
	/** What anyone who is not among the counted has at most. */
	readonly forgotten: number;
}

/** `expected` is how many are likely. */
export function createClientCounts(
	prefix: ClientPrefix,
	{expected, seed}: {readonly expected: number; readonly seed: number},
): ClientCounts {
	const clients = new BoundedTable({keyWords: 5, values: 1, limit: mostClients, expected, seed});
	const {key} = clients;
	const ipv4Mask = maskWords(prefix.ipv4);
	const ipv6Mask = maskWords(prefix.ipv6);

	function clientCount(entry: number): ClientCount {
		const ipv6 = clients.keyWord(entry, 4) === 1;
		const words = [0, 1, 2, 3].map(word => clients.keyWord(entry, word));
		const templates = clients.value(entry, 0);
		return {
			address: addressOf(words, 0, ipv6),
			prefix: ipv6 ? prefix.ipv6 : prefix.ipv4,
			connections: clients.countOf(entry) - templates,
			templates,
			missing: clients.errorOf(entry),
		};
	}

	return {
		count({words, ipv6, template}) {
			const mask = ipv6 ? ipv6Mask : ipv4Mask;
			for (let word = 0; word < 4; word += 1) {
				key[word] = (words[client * 4 + word] ?? 0) & (mask[word] ?? 0);
			}

			key[4] = Number(ipv6);
			const entry = clients.count();
			if (template) {
				clients.setValue(entry, 0, clients.value(entry, 0) + 1);
			}
		},
		top(limit) {
			const first = createTopList<number>(
				limit,
				(one, other) => clients.countOf(other) - clients.countOf(one) || one - other,
			);
			for (const entry of clients.entries()) {
				first.add(entry);
			}

			return first.sorted().map(clientCount);
		},
		get different() {
			return clients.forgotten === 0 ? clients.size : null;
		},
		get forgotten() {
			return clients.forgotten;
		},
	};
}
