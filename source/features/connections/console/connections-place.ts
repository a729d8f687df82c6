/**
 * The part of the connection table that the view shows, and how.
 */
import {type ConnectionScope, type Grouping, groupings} from '../table/scope.ts';

/** The kind of a row: one connection, or a group of them. */
export type ConnectionsMode = 'table' | Grouping;

/** All modes, in the order of the key that cycles through them. */
export const connectionsModes: readonly ConnectionsMode[] = ['table', ...groupings];

/** Connections that may be a problem: their server is no longer configured, or has weight 0. */
export type BadStatus = 'orphan' | 'weight-zero';

/** A part of the table, and how it is shown. */
export interface ConnectionsPlace {
	readonly mode: ConnectionsMode;
	/** The opened groups, each within the one before; empty for the whole table. */
	readonly scopes: readonly ConnectionScope[];
	/** Shows only connections to servers with this status; null for all. */
	readonly status: BadStatus | null;
	/** Persistence templates are not connections, so one or the other is listed. */
	readonly list: 'connections' | 'templates';
}

/** All connections, one by one. */
export const wholePlace: ConnectionsPlace = {
	mode: 'table',
	scopes: [],
	status: null,
	list: 'connections',
};
