/**
 * The groups of a tally, the largest first.
 */
import type {ConnectionPair} from './connection-pairs.ts';
import type {TableWords} from './connection-row.ts';
import type {ConnectionTally} from './connection-tally.ts';
import {type Grouping, type GroupKey, scopeText, serverIdOf, serviceIdOf} from './scope.ts';

/** Connections and templates that share a property. */
export interface ConnectionGroup {
	/** Selects its connections. */
	readonly key: GroupKey;
	/** The number of connections; a lower bound if `missing` is not 0. */
	readonly connections: number;
	/** The number of persistence templates, which are not connections. */
	readonly templates: number;
	/** The true number of entries may be larger by up to this; 0 if the counts are exact. */
	readonly missing: number;
	/** Its share of all connections, 0 to 1. */
	readonly share: number;
}

/** The groups of one kind. */
export interface ConnectionGroups {
	/** The groups with the most connections first, up to the requested number. */
	readonly listed: readonly ConnectionGroup[];
	/** The number of all groups; null if there are too many to count. */
	readonly different: number | null;
	/** A note for people if the counts are not exact. */
	readonly note: string | null;
}

/** A group before its share is known. */
type Counted = Omit<ConnectionGroup, 'share'>;

function compareGroups(one: Counted, other: Counted): number {
	return (
		other.connections - one.connections ||
		other.templates - one.templates ||
		(scopeText(one.key) < scopeText(other.key) ? -1 : 1)
	);
}

function stateGroups(tally: ConnectionTally): Counted[] {
	return tally.states.all().map(({protocol, state, connections, templates}) => ({
		key: {by: 'state', protocol, state},
		connections,
		templates,
		missing: 0,
	}));
}

function* clientGroups(tally: ConnectionTally, limit: number): Generator<void, Counted[]> {
	const clients = yield* tally.clients.top(limit);
	return clients.map(({address, prefix, ...counts}) => ({
		key: {by: 'client', address, prefix},
		...counts,
	}));
}

/** Groups the pairs by service, or by server. */
function* pairGroups(
	tally: ConnectionTally,
	keyOf: (pair: ConnectionPair) => {readonly id: string; readonly key: GroupKey},
): Generator<void, Counted[]> {
	const groups = new Map<string, {key: GroupKey; connections: number; templates: number}>();
	for (const pair of tally.pairs.all()) {
		const {id, key} = keyOf(pair);
		const group = groups.get(id) ?? {key, connections: 0, templates: 0};
		groups.set(id, group);
		group[pair.row.template ? 'templates' : 'connections'] += pair.count;
		yield;
	}

	const missing = tally.pairs.uncounted;
	return [...groups.values()].map(group => ({...group, missing}));
}

function* countedGroups(
	tally: ConnectionTally,
	by: Grouping,
	limit: number,
	tableWords: TableWords,
): Generator<void, Counted[]> {
	switch (by) {
		case 'state':
			return stateGroups(tally);
		case 'client':
			return yield* clientGroups(tally, limit);
		case 'service':
			return yield* pairGroups(tally, ({row, destination}) => {
				const service = serviceIdOf(row, destination, tableWords);
				return {id: service, key: {by, service}};
			});
		case 'server':
			return yield* pairGroups(tally, ({row, destination}) => {
				const server = serverIdOf(row, destination, tableWords);
				return {id: server, key: {by, server, service: null}};
			});
	}
}

function noteOf(tally: ConnectionTally, by: Grouping): string | null {
	if (by === 'client' && tally.clients.different === null) {
		return `too many clients to count each one: each may have up to ${tally.clients.forgotten} more`;
	}

	const {uncounted} = tally.pairs;
	return (by === 'service' || by === 'server') && uncounted > 0
		? `too many services and servers to count each one: ${uncounted} entries are in no group`
		: null;
}

/** The groups of one kind, in short steps: there may be 100,000 of them. */
export function* connectionGroups(
	tally: ConnectionTally,
	by: Grouping,
	limit: number,
	tableWords: TableWords,
): Generator<void, ConnectionGroups> {
	const groups = yield* countedGroups(tally, by, limit, tableWords);
	const {connections} = tally.counts;
	const note = noteOf(tally, by);
	return {
		listed: groups
			.sort(compareGroups)
			.slice(0, limit)
			.map(group => ({
				...group,
				share: connections.all === 0 ? 0 : group.connections / connections.all,
			})),
		different: by === 'client' ? tally.clients.different : note === null ? groups.length : null,
		note,
	};
}
