/**
 * `/proc/net/ip_vs_status` (Linux 7.1 and later, for root): the number of entries in the connection table, and its
 * size.
 */
import type {ParserFactory} from '../line-parser.ts';
import {unreadable} from './words.ts';

/** The status of the connection table. */
export interface TableStatus {
	/** Connections and templates. */
	readonly connections: number;
	/** 0 before the first service. */
	readonly buckets: number;
	/** The binary logarithm of entries per bucket to aim for; negative means more buckets than entries. */
	readonly loadFactor: number;
}

const connectionsLine = /^Conns:\t(\d+)$/;
const bucketsLine = /^Conn buckets:\t(\d+) \(\d+ bits, lfactor (-?\d+)\)$/;

/** Parses the file. Unknown lines are ignored: newer kernels may add some. */
export const procStatusParser: ParserFactory<TableStatus> = () => {
	let connections: number | null = null;
	let buckets: Omit<TableStatus, 'connections'> | null = null;
	return {
		line(text) {
			const entries = connectionsLine.exec(text);
			if (entries) {
				connections = Number(entries[1]);
			}

			const [, number, factor] = bucketsLine.exec(text) ?? [];
			if (number !== undefined) {
				buckets = {buckets: Number(number), loadFactor: Number(factor)};
			}
		},
		end: () =>
			connections === null || buckets === null
				? unreadable('no number of connections')
				: {connections, ...buckets},
	};
};
