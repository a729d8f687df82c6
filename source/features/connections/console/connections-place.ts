/**
 * Which part of the connection table the view looks at, and how.
 */
import {type ConnectionScope, type Grouping, groupings} from '../table/scope.ts';

/** A row: one connection, or a group of them. */
export type ConnectionsMode = 'table' | Grouping;

/** Every mode, in the order in which one key goes through them. */
export const connectionsModes: readonly ConnectionsMode[] = ['table', ...groupings];

/** Connections whose servers are in the way: configured no more, or of weight 0. */
export type BadStatus = 'orphan' | 'weight-zero';

/** Which part of the table is looked at, and how. */
export interface ConnectionsPlace {
	readonly mode: ConnectionsMode;
	/** The groups that were opened, the last within the ones before; empty for the whole table. */
	readonly scopes: readonly ConnectionScope[];
	/** Only those whose servers are so; null for all. */
	readonly status: BadStatus | null;
	/** Persistence templates are no connections: either the ones are listed or the others. */
	readonly list: 'connections' | 'templates';
}

/** All connections, one by one. */
export const wholePlace: ConnectionsPlace = {
	mode: 'table',
	scopes: [],
	status: null,
	list: 'connections',
};
