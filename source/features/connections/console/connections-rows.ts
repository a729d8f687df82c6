/**
 * The rows of the Connections view, made from a reading of the connection table.
 */

import type {LiveDirector, LiveServer, LiveService} from '../../../director/polling/live.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import type {ServerId} from '../../../ipvs/server.ts';
import type {ConnectionsReading} from '../connections-reading.ts';
import type {ConnectionGroup} from '../table/connection-groups.ts';
import type {ListedConnection} from '../table/listed-connection.ts';
import {type GroupKey, scopeText} from '../table/scope.ts';
import {askedShares} from '../table/service-share.ts';
import type {ConnectionsPlace} from './connections-place.ts';

export interface ConnectionItem {
	readonly kind: 'connection';
	readonly id: string;
	readonly connection: ListedConnection;
}

export interface GroupItem {
	readonly kind: 'group';
	readonly id: string;
	readonly key: GroupKey;
	/** The name of the group. */
	readonly name: string;
	/** Connections, or templates if those are listed; a lower bound if `missing` is not 0. */
	readonly count: number;
	/** The true count may be larger by up to this number; 0 if the count is exact. */
	readonly missing: number;
	/** Its share of everything listed, 0 to 1. */
	readonly share: number;
	/**
	 * The share that its weight asks for, 0 to 1; null if there is none, or if the row is not a server of one service.
	 */
	readonly asked: number | null;
	/** The other kind: templates of a group of connections, connections of a group of templates. */
	readonly others: number;
	/** `weight-zero` or `orphan` if that is the server's status; otherwise empty. */
	readonly status: '' | 'weight-zero' | 'orphan';
}

export type ConnectionsRow = ConnectionItem | GroupItem;

/** An id of a connection: no two entries of the kernel's table share all these values. */
function connectionId({protocol, client, virtual, server}: ListedConnection): string {
	return [protocol, ...[client, virtual, server].map(formatEndpoint)].join(' ');
}

/** The one service whose servers are shown; undefined if it is all services, or one that is not configured. */
export function serviceOfPlace(
	{scopes}: Pick<ConnectionsPlace, 'scopes'>,
	director: LiveDirector | null,
): LiveService | undefined {
	const scope = scopes.findLast(({by}) => by === 'service');
	return scope?.by === 'service'
		? director?.services.find(({id}) => id === scope.service)
		: undefined;
}

/** The configured services and servers that groups are named after. */
interface Rules {
	readonly services: ReadonlySet<string>;
	/** The weights of each server, in every service that has it. */
	readonly weights: ReadonlyMap<ServerId, readonly number[]>;
	/** The share of each server, if a single service is shown. */
	readonly asked: ReadonlyMap<ServerId, number | null>;
}

function rulesOf(services: readonly LiveService[], within: LiveService | undefined): Rules {
	const asked = within === undefined ? [] : askedShares(within);
	const weights = Map.groupBy(
		(within === undefined ? services : [within]).flatMap(({servers}) => servers),
		({id}) => id,
	);
	return {
		services: new Set(services.map(({id}) => id)),
		weights: new Map([...weights].map(([id, servers]) => [id, servers.map(({weight}) => weight)])),
		asked: new Map(within?.servers.map(({id}, index) => [id, asked[index] ?? null])),
	};
}

function statusOf(key: GroupKey, {services, weights}: Rules): GroupItem['status'] {
	if (key.by === 'service') {
		return services.has(key.service) ? '' : 'orphan';
	}

	if (key.by !== 'server') {
		return '';
	}

	const own = weights.get(key.server);
	return own === undefined ? 'orphan' : own.every(weight => weight === 0) ? 'weight-zero' : '';
}

/** The group of a server without connections. Shares of a service have to show it too. */
function emptyGroup({id}: LiveServer): ConnectionGroup {
	const key = {by: 'server', server: id, service: null} as const;
	return {key, connections: 0, templates: 0, missing: 0, share: 0};
}

function groupItems(
	reading: ConnectionsReading,
	by: GroupKey['by'],
	{place, filter}: {readonly place: ConnectionsPlace; readonly filter: string},
	director: LiveDirector | null,
): readonly GroupItem[] {
	const ofTemplates = place.list === 'templates';
	const within = by === 'server' ? serviceOfPlace(place, director) : undefined;
	const rules = rulesOf(
		by === 'server' || by === 'service' ? (director?.services ?? []) : [],
		within,
	);
	const all = ofTemplates ? reading.shown.templates.all : reading.shown.connections.all;
	const {listed} = reading.groups[by];
	const isWholeService = place.scopes.length === 1 && place.status === null && filter === '';
	const found = new Set(listed.map(({key}) => (key.by === 'server' ? key.server : null)));
	const empty =
		isWholeService && !ofTemplates
			? (within?.servers ?? []).filter(({id}) => !found.has(id)).map(emptyGroup)
			: [];
	return [...listed, ...empty].flatMap(({key, connections, templates, missing}) => {
		const [count, others] = ofTemplates ? [templates, connections] : [connections, templates];
		const isConfigured = key.by === 'server' && rules.asked.has(key.server);
		const name = scopeText(key);
		return count === 0 && !(isConfigured && isWholeService)
			? []
			: [
					{
						kind: 'group',
						id: `${by} ${name}`,
						key,
						name,
						count,
						missing,
						share: all === 0 ? 0 : count / all,
						asked: key.by === 'server' ? (rules.asked.get(key.server) ?? null) : null,
						others,
						status: statusOf(key, rules),
					} as const,
				];
	});
}

/** The rows of a reading in its order: connections as asked, groups with the largest first. */
export function connectionsRows(
	reading: ConnectionsReading,
	view: {readonly place: ConnectionsPlace; readonly filter: string},
	director: LiveDirector | null,
): readonly ConnectionsRow[] {
	return view.place.mode === 'table'
		? reading.rows.map(connection => ({
				kind: 'connection',
				id: connectionId(connection),
				connection,
			}))
		: groupItems(reading, view.place.mode, view, director);
}
