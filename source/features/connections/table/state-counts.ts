/**
 * Counts the connections in each state of each protocol, and templates separately.
 */
import type {ConnectionRow, TableWords} from './connection-row.ts';

/** A state and its counts. */
export interface StateCount {
	/** In lower case. */
	readonly protocol: string;
	readonly state: string;
	readonly connections: number;
	readonly templates: number;
}

/** Counts states. */
export interface StateCounts {
	count(row: ConnectionRow): void;
	all(): StateCount[];
}

/** Creates empty counts. */
export function createStateCounts({protocols, states}: TableWords): StateCounts {
	const counts = new Map<number, {connections: number; templates: number}>();
	return {
		count({protocol, state, template}) {
			const key = (protocol << 8) | state;
			let count = counts.get(key);
			if (!count) {
				count = {connections: 0, templates: 0};
				counts.set(key, count);
			}

			if (template) {
				count.templates += 1;
			} else {
				count.connections += 1;
			}
		},
		all: () =>
			Array.from(counts, ([key, count]) => ({
				protocol: protocols.word(key >> 8).toLowerCase(),
				state: states.word(key & 0xff),
				...count,
			})),
	};
}
