/**
 * One line of the connection table as numbers. The same row is filled again for every line, so that a million lines
 * allocate nothing; copy it to keep it.
 */
import {createWordList, type WordList} from './word-list.ts';

/** The three ends of a connection: indexes into `words` and `ports`. */
export const client = 0;
export const virtual = 1;
export const server = 2;

/** One connection or persistence template. */
export interface ConnectionRow {
	/** An index into {@link TableWords}. */
	protocol: number;
	state: number;
	/**
	 * Three addresses of four signed 32-bit words each: client, virtual, server. An IPv4 address is in the first of its
	 * four words, the others are 0.
	 */
	readonly words: Int32Array;
	/** The ports of client, virtual address and server. */
	readonly ports: Int32Array;
	/** Whether client and virtual address are IPv6. */
	ipv6: boolean;
	/** Whether the server is IPv6; it may differ from the client behind a tunnel. */
	serverIpv6: boolean;
	/** The time until the entry expires, seconds. */
	expires: number;
	/** Whether it is a persistence template: not a connection, but an entry that keeps a client on its server. */
	template: boolean;
	/** The range in `bytes` with the name of the persistence engine, a blank and its data; both 0 if there is none. */
	engineFrom: number;
	engineTo: number;
	bytes: Uint8Array;
}

/** The protocol and state names of one table. */
export interface TableWords {
	readonly protocols: WordList;
	readonly states: WordList;
}

/** The numbers of the protocols that lvstop treats specially. */
export const protocolNumber = {TCP: 0, UDP: 1, SCTP: 2, IP: 3} as const;
export const stateNumber = {
	NONE: 0,
	ASSURED: 1,
	SYN_RECV: 2,
	ESTABLISHED: 3,
	FIN_WAIT: 4,
	TIME_WAIT: 5,
	LAST_ACK: 6,
} as const;

/** Word lists that start with the words above. */
export function createTableWords(): TableWords {
	return {
		protocols: createWordList(Object.keys(protocolNumber)),
		states: createWordList(Object.keys(stateNumber)),
	};
}

const noBytes = new Uint8Array(0);

/** Creates an empty row. */
export function createConnectionRow(): ConnectionRow {
	return {
		protocol: 0,
		state: 0,
		words: new Int32Array(12),
		ports: new Int32Array(3),
		ipv6: false,
		serverIpv6: false,
		expires: 0,
		template: false,
		engineFrom: 0,
		engineTo: 0,
		bytes: noBytes,
	};
}

/** A copy that stays unchanged when the original is filled again. */
export function copyRow(row: ConnectionRow): ConnectionRow {
	const bytes = row.engineTo === 0 ? noBytes : row.bytes.slice(row.engineFrom, row.engineTo);
	return {
		...row,
		words: row.words.slice(),
		ports: row.ports.slice(),
		bytes,
		engineFrom: 0,
		engineTo: bytes.length,
	};
}
