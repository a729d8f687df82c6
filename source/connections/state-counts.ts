/**
 * How many connections are in each state of each protocol, and templates apart.
 */
import type {ConnectionRow, TableWords} from './connection-row.ts';

/** A state and what is in it. */
export interface StateCount {
	/** Lower case. */
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

/** Words of a list are fewer than this. */
const words = 256;

/** Begins at 0. */
export function createStateCounts({protocols, states}: TableWords): StateCounts {
	const connections = new Int32Array(words * words);
	const templates = new Int32Array(words * words);
	return {
		count({protocol, state, template}) {
			const counts = template ? templates : connections;
			const at = protocol * words + state;
			counts[at] = (counts[at] ?? 0) + 1;
		},
		all() {
			const counts: StateCount[] = [];
			for (const [at, count] of connections.entries()) {
				const ofTemplates = templates[at] ?? 0;
				if (count + ofTemplates > 0) {
					counts.push({
						protocol: protocols.word(Math.floor(at / words)).toLowerCase(),
						state: states.word(at % words),
						connections: count,
						templates: ofTemplates,
					});
				}
			}

			return counts;
		},
	};
}
