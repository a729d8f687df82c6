/**
 * The connection table in words, the same on the screen and in printed tables.
 */
import type {Reading} from './reading/reading.ts';

/** `table 4096`; `table 1024, sizes itself` since Linux 7.1; with the number of entries if known. */
export function tableInWords({tableSize, sizesItself, connections}: Reading['ipvs']): string {
	if (!sizesItself) {
		return `table ${tableSize}`;
	}

	const table = tableSize === 0 ? 'no table yet' : `table ${tableSize}, sizes itself`;
	return connections === null ? table : `${connections} entries, ${table}`;
}

/**
 * The note that the table is full; null if it is not, or if that is not known. At `conn_max` entries, templates
 * included, the kernel creates no new one: it silently drops the packet without counting it (seen on Linux 7.2.13).
 */
export function fullTableNote({connections, connectionLimit}: Reading['ipvs']): string | null {
	return connections !== null && connectionLimit !== null && connections >= connectionLimit
		? `conn_max ${connectionLimit} reached: new clients are dropped without a message (net.ipv4.vs.conn_max)`
		: null;
}
