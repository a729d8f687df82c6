/**
 * Finds changes of the table that were not made with lvstop, from two readings and the commands that lvstop ran between
 * them.
 */
import {
	type ServerChange,
	type ServiceChange,
	samePlainData,
	serverChanges,
	serviceChanges,
} from '../../ipvs/diff.ts';
import type {ServerId, ServerKey} from '../../ipvs/server.ts';
import {serverId} from '../../ipvs/server.ts';
import {type ServiceId, serviceId} from '../../ipvs/service.ts';
import {fieldName, fieldValue} from '../../plans/field-words.ts';
import {type KnownServer, type KnownService, targetName} from '../../plans/known-row.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import type {RowState} from '../../plans/plan.ts';
import {countOf} from '../../text/figures.ts';

/** The change of a row. */
export type OutsideChangeKind = 'added' | 'deleted' | 'changed';

/** A field of a row with its values before and after. */
export type ChangedField = ServiceChange | ServerChange;

/** One row that somebody else changed. */
export interface OutsideChange {
	readonly kind: OutsideChangeKind;
	readonly service: ServiceId;
	/** Null if the service itself changed. */
	readonly server: ServerId | null;
	/** The changed fields of a row that was there before. */
	readonly fields: readonly ChangedField[];
	/** Its change without its name: `weight 1 → 0`, `added with weight 1`. */
	readonly what: string;
	/** `10.0.0.8:80 in tcp:172.16.249.138:80: weight 1 → 0`. */
	readonly words: string;
	/** The row before and after; null if the entry is not fully known, as for an ordinary user. */
	readonly before: RowState | null;
	readonly after: RowState | null;
}

/** A change by lvstop itself: the log entry of a command, or of many rows at once. */
export type OwnCommand = Pick<LogEntry, 'before' | 'after' | 'exitCode' | 'outside'>;

/**
 * Every row that has changed and is not as lvstop's commands left it. An added or deleted service is one change
 * including its servers.
 * @param own the commands that lvstop ran between the readings, in their order
 */
export function outsideChanges(
	before: readonly KnownService[],
	after: readonly KnownService[],
	own: readonly OwnCommand[],
): readonly OutsideChange[] {
	const done = own.filter(({exitCode, outside}) => exitCode === 0 && outside !== true);
	// A command that changed many rows at once, such as a restore, explains any change.
	if (done.some(command => command.before === null && command.after === null)) {
		return [];
	}

	const did = statesOfRows(done);
	const was = new Map(before.map(service => [service.id, service]));
	const is = new Map(after.map(service => [service.id, service]));
	const changes: OutsideChange[] = [];
	for (const service of before) {
		if (!is.has(service.id)) {
			changes.push(...unlessOwn(serviceGone(service), did));
		}
	}

	for (const service of after) {
		const old = was.get(service.id);
		if (old === undefined) {
			changes.push(...unlessOwn(serviceCame(service), did));
		} else if (old !== service) {
			changes.push(...changesOfService(old, service).flatMap(change => unlessOwn(change, did)));
		}
	}

	return changes;
}

/** A change in words, with and without the name of its row. */
function inWords(name: string, what: string): Pick<OutsideChange, 'what' | 'words'> {
	return {what, words: `${name} ${what}`};
}

function serviceCame(service: KnownService): OutsideChange {
	return {
		kind: 'added',
		service: service.id,
		server: null,
		fields: [],
		...inWords(service.id, `added with ${countOf(service.servers.length, 'server')}`),
		before: {row: 'no-service', service: service.key},
		after: serviceState(service),
	};
}

function serviceGone(service: KnownService): OutsideChange {
	return {
		kind: 'deleted',
		service: service.id,
		server: null,
		fields: [],
		...inWords(service.id, `deleted with ${countOf(service.servers.length, 'server')}`),
		before: serviceState(service),
		after: {row: 'no-service', service: service.key},
	};
}

function changesOfService(old: KnownService, service: KnownService): readonly OutsideChange[] {
	const changes: OutsideChange[] = [];
	const fields = serviceFields(old, service);
	if (fields.length > 0) {
		changes.push({
			kind: 'changed',
			service: service.id,
			server: null,
			fields,
			...inWords(`${service.id}:`, changeWords(fields)),
			before: serviceState(old),
			after: serviceState(service),
		});
	}

	if (hasSameServers(old, service)) {
		return changes;
	}

	const was = new Map(old.servers.map(server => [server.id, server]));
	const is = new Set(service.servers.map(({id}) => id));
	for (const server of old.servers) {
		if (!is.has(server.id)) {
			changes.push(changeOfServer(service, 'deleted', server, server, null));
		}
	}

	for (const server of service.servers) {
		const oldServer = was.get(server.id) ?? null;
		if (oldServer === null) {
			changes.push(changeOfServer(service, 'added', server, null, server));
		} else if (serverFields(oldServer, server).length > 0) {
			changes.push(changeOfServer(service, 'changed', server, oldServer, server));
		}
	}

	return changes;
}

/** Whether the servers are the same ones with the same entries, which is usual; then no lookup is needed. */
function hasSameServers(old: KnownService, service: KnownService): boolean {
	return (
		old.servers.length === service.servers.length &&
		service.servers.every((server, at) => {
			const before = old.servers[at];
			return (
				before !== undefined &&
				server.id === before.id &&
				server.weight === before.weight &&
				server.rule === before.rule
			);
		})
	);
}

function changeOfServer(
	service: KnownService,
	kind: OutsideChangeKind,
	server: KnownServer,
	before: KnownServer | null,
	after: KnownServer | null,
): OutsideChange {
	const name = targetName({service, server});
	const fields = before && after ? serverFields(before, after) : [];
	const words = {
		added: inWords(name, `added with weight ${server.weight}`),
		deleted: inWords(name, `deleted, it had weight ${server.weight}`),
		changed: inWords(`${name}:`, changeWords(fields)),
	}[kind];
	return {
		kind,
		service: service.id,
		server: server.id,
		fields,
		...words,
		before: before ? serverState(service, before) : noServer(service, server),
		after: after ? serverState(service, after) : noServer(service, server),
	};
}

function serviceState({rule}: KnownService): RowState | null {
	return rule && {row: 'service', rule, servers: null};
}

function serverState({key}: KnownService, {rule, weight}: KnownServer): RowState | null {
	return rule && {row: 'server', service: key, rule: {...rule, weight}};
}

function noServer({key}: KnownService, {address, port}: ServerKey): RowState {
	return {row: 'no-server', service: key, server: {address, port}};
}

/** `weight 1 → 0, forwarding masquerading → tunnel` */
export function changeWords(changes: readonly ChangedField[]): string {
	return changes
		.map(
			({field, before, after}) =>
				`${fieldName(field)} ${fieldValue(before)} → ${fieldValue(after)}`,
		)
		.join(', ');
}

/** The changed fields of a service; without its rule only the scheduler is known. */
function serviceFields(old: KnownService, service: KnownService): readonly ServiceChange[] {
	if (old.rule && service.rule) {
		return serviceChanges(old.rule, service.rule);
	}

	return old.scheduler === service.scheduler
		? []
		: [{field: 'scheduler', before: old.scheduler, after: service.scheduler}];
}

/** The changed fields of a server; without its rule only the weight is known. */
function serverFields(old: KnownServer, server: KnownServer): readonly ServerChange[] {
	if (old.rule && server.rule && (old.rule !== server.rule || old.weight !== server.weight)) {
		return serverChanges(
			{...old.rule, weight: old.weight},
			{...server.rule, weight: server.weight},
		);
	}

	return old.weight === server.weight
		? []
		: [{field: 'weight', before: old.weight, after: server.weight}];
}

/** The name of the row that a state belongs to. */
function rowOf(state: RowState): string | null {
	switch (state.row) {
		case 'service':
			return serviceId(state.rule.key);
		case 'no-service':
			return serviceId(state.service);
		case 'server':
			return `${serviceId(state.service)} ${serverId(state.rule)}`;
		case 'no-server':
			return `${serviceId(state.service)} ${serverId(state.server)}`;
		default:
			return null;
	}
}

/** Whether two states of the same row are equal; the servers of a service do not count. */
function isSame(one: RowState, other: RowState): boolean {
	return one.row === 'service' && other.row === 'service'
		? samePlainData(one.rule, other.rule)
		: samePlainData(one, other);
}

/** The states in which lvstop's commands left each row, in their order: a plan may have tens of thousands of rows. */
type StatesOfRows = ReadonlyMap<string, readonly RowState[]>;

function statesOfRows(own: readonly OwnCommand[]): StatesOfRows {
	const states = new Map<string, RowState[]>();
	for (const {after} of own) {
		const row = after && rowOf(after);
		if (after !== null && row !== null) {
			const ofRow = states.get(row);
			if (ofRow === undefined) {
				states.set(row, [after]);
			} else {
				ofRow.push(after);
			}
		}
	}

	return states;
}

/** Empty if lvstop's commands left the row like this; otherwise the change since then. */
function unlessOwn(change: OutsideChange, own: StatesOfRows): readonly OutsideChange[] {
	const row = change.server === null ? change.service : `${change.service} ${change.server}`;
	const states = own.get(row) ?? [];
	const isOwn = states.some(state =>
		change.after === null
			? state.row !== 'no-server' && state.row !== 'no-service'
			: isSame(state, change.after),
	);
	if (isOwn) {
		return [];
	}

	const left = states.at(-1);
	return [left === undefined ? change : sinceLeft(change, left)];
}

/** The change since lvstop's commands left the row like this: what they did themselves is no part of it. */
function sinceLeft(change: OutsideChange, left: RowState): OutsideChange {
	const {after} = change;
	const fields =
		left.row === 'server' && after?.row === 'server'
			? serverChanges(left.rule, after.rule)
			: left.row === 'service' && after?.row === 'service'
				? serviceChanges(left.rule, after.rule)
				: [];
	return fields.length === 0 || change.kind !== 'changed'
		? {...change, before: left}
		: {...change, fields, ...inWords(`${nameOf(change)}:`, changeWords(fields)), before: left};
}

/** `10.0.0.8:80 in tcp:172.16.249.138:80`, or the service alone. */
function nameOf({service, server}: Pick<OutsideChange, 'service' | 'server'>): string {
	return server === null ? service : `${server} in ${service}`;
}
