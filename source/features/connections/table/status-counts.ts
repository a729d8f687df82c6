/**
 * How many connections and templates there are, and how many of them stand in the way.
 */
import type {ConnectionRow} from './connection-row.ts';
import type {DestinationStatus} from './destination.ts';
import {isInvalid} from './listed-connection.ts';

/** Figures of connections, or of templates. */
export interface StatusCounts {
	readonly all: number;
	/** Their server is configured no more. */
	readonly orphans: number;
	/** Their server has weight 0. */
	readonly weightZero: number;
}

/** Connections, and apart from them persistence templates. */
export interface ConnectionCounts {
	readonly connections: StatusCounts;
	readonly templates: StatusCounts & {
		/** Templates that keep no client any more and only wait for their end. */
		readonly invalid: number;
	};
}

/** Counts each row that it is told of. */
export interface Counting {
	count(row: ConnectionRow, status: DestinationStatus): void;
	readonly counts: ConnectionCounts;
}

/** Begins at 0. */
export function createCounting(): Counting {
	const connections = {all: 0, orphans: 0, weightZero: 0};
	const templates = {all: 0, orphans: 0, weightZero: 0, invalid: 0};
	return {
		count(row, status) {
			const counts = row.template ? templates : connections;
			counts.all += 1;
			counts.orphans += Number(status === 'orphan');
			counts.weightZero += Number(status === 'weight-zero');
			templates.invalid += Number(isInvalid(row));
		},
		get counts() {
			return {connections: {...connections}, templates: {...templates}};
		},
	};
}
