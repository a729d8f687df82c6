/**
 * A line of the connection table in numbers. One row is filled again for every line, so that a million
 * lines leave nothing behind; what has to be kept is copied.
 */
import {createWordList, type WordList} from './word-list.ts';

/** Which of a row's three ends is meant, in `words` and `ports`. */
export const client = 0;
export const virtual = 1;
export const server = 2;

/** One connection or persistence template. */
export interface ConnectionRow {
	/** Numbers in {@link TableWords}. */
	protocol: number;
	state: number;
	/**
	 * Three addresses of four signed 32-bit words each: client, virtual, server. An IPv4 address is the
	 * first of its four, the others are 0.
	 */
	readonly words: Int32Array;
	/** Of client, virtual and server. */
	readonly ports: Int32Array;
	/** Family of the client and the virtual address. */
	ipv6: boolean;
	/** A server may be of the other family, behind a tunnel. */
	serverIpv6: boolean;
	/** Seconds. */
	expires: number;
	/** Whether it is a persistence template: no connection, but what keeps a client on its server. */
	template: boolean;
	/** The persistence engine, a blank and its data, as they stand in `bytes`; none if both are 0. */
	engineFrom: number;
	engineTo: number;
	bytes: Uint8Array;
}

/** The words of one table. */
export interface TableWords {
	readonly protocols: WordList;
	readonly states: WordList;
}

/** Numbers of words that mean something to lvstop. */
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

/** Lists that hold the words above. */
export function createTableWords(): TableWords {
	return {
		protocols: createWordList(Object.keys(protocolNumber)),
		states: createWordList(Object.keys(stateNumber)),
	};
}

const noBytes = new Uint8Array(0);

/** A row to be filled. */
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

/** A row that stays as it is when the original is filled again. */
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
