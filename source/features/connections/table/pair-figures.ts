/**
 * The connection counts of one service with one server.
 */
import type {ServerId} from '../../../ipvs/server.ts';
import type {Finding} from './finding.ts';

export interface PairFigures {
	readonly service: string;
	readonly server: ServerId;
	connections: number;
	synReceived: number;
	/** In SYN_RECV for longer than an answer takes. */
	stuck: number;
	/** Established, with recent traffic. */
	alive: number;
	/** The shortest time without a packet of any established connection, seconds; null if there is none. */
	silence: number | null;
}

/** Figures that are all 0. */
export function noFigures(service: string, server: ServerId): PairFigures {
	return {service, server, connections: 0, synReceived: 0, stuck: 0, alive: 0, silence: null};
}

/** The smaller of two numbers; null counts as missing. */
export function leastOf(one: number | null, other: number | null): number | null {
	return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** A finding with its weight for sorting. */
export interface Weighed {
	readonly finding: Finding;
	readonly weight: number;
}
