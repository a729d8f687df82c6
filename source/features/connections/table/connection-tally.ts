/**
 * Counts everything about the rows of a table, or about those that pass a filter.
 */

import type {Timeouts} from '../../../ipvs/listing.ts';
import type {Entry} from './bounded-table.ts';
import {type ClientCounts, createClientCounts} from './client-counts.ts';
import type {ClientPrefix} from './client-prefix.ts';
import {type ConnectionPairs, createConnectionPairs} from './connection-pairs.ts';
import type {ConnectionRow, TableWords} from './connection-row.ts';
import type {FindDestination} from './destination.ts';
import type {RowFilter} from './row-filter.ts';
import {createStateCounts, type StateCounts} from './state-counts.ts';
import {type ConnectionCounts, createCounting} from './status-counts.ts';

/** The dependencies of a tally. */
export interface TallyOptions {
	readonly findDestination: FindDestination;
	readonly tableWords: TableWords;
	readonly clientPrefix: ClientPrefix;
	/** Called once for each pair of service and server; null if nothing is filtered. */
	readonly filter: RowFilter | null;
	/** The director's timeouts; null if they are not known. */
	readonly timeouts: Timeouts | null;
	/** Any 32-bit number that nobody on the network can know. */
	readonly seed: number;
}

/** The counts so far. */
export interface ConnectionTally {
	/** Counts a row and returns its pair of service and server, which is valid until the next row is counted. */
	count(row: ConnectionRow): Entry;
	readonly counts: ConnectionCounts;
	readonly states: Pick<StateCounts, 'all'>;
	readonly clients: Pick<ClientCounts, 'top' | 'different' | 'forgotten'>;
	readonly pairs: Omit<ConnectionPairs, 'count'>;
}

/** Creates an empty tally. */
export function createConnectionTally(options: TallyOptions): ConnectionTally {
	const {findDestination, tableWords, clientPrefix, filter, timeouts, seed} = options;
	const counting = createCounting();
	const states = createStateCounts(tableWords);
	const clients = createClientCounts(clientPrefix, seed);
	const pairs = createConnectionPairs({findDestination, tableWords, filter, timeouts, seed});
	return {
		count(row) {
			const pair = pairs.count(row);
			counting.count(row, pairs.destinationOf(pair).status);
			states.count(row);
			clients.count(row);
			return pair;
		},
		get counts() {
			return counting.counts;
		},
		states,
		clients,
		pairs,
	};
}
