/**
 * Counts the connections of each client, or of each network of clients.
 */
import type {IpAddress} from '../../../ipvs/address.ts';
import {addressOf} from '../../../ipvs/address-words.ts';
import {maskWords} from '../../../ipvs/network.ts';
import {BoundedTable, type Entry} from './bounded-table.ts';
import type {ClientPrefix} from './client-prefix.ts';
import {type ConnectionRow, client} from './connection-row.ts';
import {createTopList} from './top-list.ts';

/**
 * Clients of each family that are counted exactly; of more, the rarer ones are dropped. The tables then take 8 MB and
 * 15 MB, and as much again while they drop.
 */
export const mostClients = 2 ** 18;

/** Clients to process in one step: a few microseconds of work. */
const clientsOfStep = 64;

/** A client or a network, and a lower bound of its count. */
export interface ClientCount {
	readonly address: IpAddress;
	readonly prefix: number;
	readonly connections: number;
	readonly templates: number;
	/** The true count may be larger by up to this number; 0 while every count is exact. */
	readonly missing: number;
}

/** Counts clients. */
export interface ClientCounts {
	count(row: ConnectionRow): void;
	/**
	 * The clients with the most entries, largest first. Works in short steps: there may be half a million to choose
	 * from.
	 */
	top(limit: number): Generator<void, ClientCount[]>;
	/** The number of different clients; null if some were dropped. */
	readonly different: number | null;
	/** The most that any client outside the counted ones can have. */
	readonly forgotten: number;
}

/** The clients of one address family. */
interface FamilyTable {
	readonly clients: BoundedTable;
	readonly ipv6: boolean;
	readonly prefix: number;
	/** The network mask, as many words as a key has. */
	readonly mask: Int32Array;
}

function clientCount({clients, ipv6, prefix, mask}: FamilyTable, entry: Entry): ClientCount {
	const words = Array.from(mask, (_, word) => clients.keyWord(entry, word));
	const templates = clients.value(entry, 0);
	return {
		address: addressOf(words, 0, ipv6),
		prefix,
		connections: clients.countOf(entry) - templates,
		templates,
		missing: clients.errorOf(entry),
	};
}

/** The largest of one family, in short steps. */
function* topOf(table: FamilyTable, limit: number): Generator<void, ClientCount[]> {
	const {clients} = table;
	const first = createTopList<Entry>(
		limit,
		(one, other) => clients.countOf(other) - clients.countOf(one) || one - other,
	);
	let passed = 0;
	for (let entry = clients.next(); entry >= 0; entry = clients.next(entry)) {
		first.add(entry);
		passed += 1;
		if (passed % clientsOfStep === 0) {
			yield;
		}
	}

	return first.sorted().map(entry => clientCount(table, entry));
}

/** The seed is any 32-bit number that nobody on the network can know. */
export function createClientCounts(prefix: ClientPrefix, seed: number): ClientCounts {
	const tableOf = (keyWords: number, family: keyof ClientPrefix): FamilyTable => ({
		clients: new BoundedTable({keyWords, values: 1, limit: mostClients, seed}),
		ipv6: family === 'ipv6',
		prefix: prefix[family],
		mask: maskWords(prefix[family]).subarray(0, keyWords),
	});
	// Memory access dominates the time, and most clients need one word instead of four.
	const ipv4 = tableOf(1, 'ipv4');
	const ipv6 = tableOf(4, 'ipv6');
	const tables = [ipv4, ipv6];

	return {
		count(row) {
			const {clients, mask} = row.ipv6 ? ipv6 : ipv4;
			for (let word = 0; word < mask.length; word += 1) {
				clients.key[word] = (row.words[client * 4 + word] ?? 0) & (mask[word] ?? 0);
			}

			const entry = clients.count();
			if (row.template) {
				clients.setValue(entry, 0, clients.value(entry, 0) + 1);
			}
		},
		*top(limit) {
			const both = [...(yield* topOf(ipv4, limit)), ...(yield* topOf(ipv6, limit))];
			const entries = ({connections, templates}: ClientCount) => connections + templates;
			return both.sort((one, other) => entries(other) - entries(one)).slice(0, limit);
		},
		get different() {
			return tables.every(({clients}) => clients.forgotten === 0)
				? ipv4.clients.size + ipv6.clients.size
				: null;
		},
		get forgotten() {
			return Math.max(ipv4.clients.forgotten, ipv6.clients.forgotten);
		},
	};
}
