/**
 * The counts of the connections of one service with one server.
 */
import type {Finding} from './finding.ts';

export interface PairFigures {
	readonly service: string;
	readonly server: string;
	connections: number;
	synReceived: number;
	/** In SYN_RECV for longer than an answer takes. */
	stuck: number;
	/** Got through, and not silent for long. */
	alive: number;
	/** Seconds without a packet on those that got through, the least of them; null if there is none. */
	silence: number | null;
}

/** Figures of nothing. */
export function noFigures(service: string, server: string): PairFigures {
	return {service, server, connections: 0, synReceived: 0, stuck: 0, alive: 0, silence: null};
}

/** The smaller of two numbers, either of which may not be there. */
export function leastOf(one: number | null, other: number | null): number | null {
	return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** A finding and what makes it weigh. */
export interface Weighed {
	readonly finding: Finding;
	readonly weight: number;
}
