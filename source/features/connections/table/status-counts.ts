/**
 * Counts connections and templates, and how many of them have a status.
 */
import type {ConnectionRow} from './connection-row.ts';
import type {DestinationStatus} from './destination.ts';
import {isInvalid} from './listed-connection.ts';

/** Counts of connections, or of templates. */
export interface StatusCounts {
	readonly all: number;
	/** Their server is no longer configured. */
	readonly orphans: number;
	/** Their server has weight 0. */
	readonly weightZero: number;
}

/** Connections, and separately persistence templates. */
export interface ConnectionCounts {
	readonly connections: StatusCounts;
	readonly templates: StatusCounts & {
		/** Invalidated templates, which only wait to expire. */
		readonly invalid: number;
	};
}

/** Counts each row it is given. */
export interface Counting {
	count(row: ConnectionRow, status: DestinationStatus): void;
	readonly counts: ConnectionCounts;
}

/** Creates empty counts. */
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
