/**
 * Finds the rows that are different in two readings, whoever changed them.
 */
import {
	type ServerChange,
	type ServiceChange,
	serverChanges,
	serviceChanges,
} from '../../ipvs/diff.ts';
import type {ServerId, ServerKey} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {fieldName, fieldValue} from '../../plans/field-words.ts';
import {type KnownServer, type KnownService, targetName} from '../../plans/known-row.ts';
import type {RowState} from '../../plans/plan.ts';
import {countOf} from '../../text/figures.ts';

/** The change of a row. */
export type RowChangeKind = 'added' | 'deleted' | 'changed';

/** A field of a row with its values before and after. */
export type ChangedField = ServiceChange | ServerChange;

/** One row that has changed. */
export interface RowChange {
	readonly kind: RowChangeKind;
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

/** Every row that has changed. An added or deleted service is one change including its servers. */
export function rowChanges(
	before: readonly KnownService[],
	after: readonly KnownService[],
): readonly RowChange[] {
	const changes: RowChange[] = [];
	if (hasSameServices(before, after)) {
		before.forEach((old, at) => {
			const service = after[at];
			if (service !== undefined && service !== old) {
				changes.push(...changesOfService(old, service));
			}
		});
		return changes;
	}

	const was = new Map(before.map(service => [service.id, service]));
	const is = new Map(after.map(service => [service.id, service]));
	for (const service of before) {
		if (!is.has(service.id)) {
			changes.push(serviceGone(service));
		}
	}

	for (const service of after) {
		const old = was.get(service.id);
		if (old === undefined) {
			changes.push(serviceCame(service));
		} else if (old !== service) {
			changes.push(...changesOfService(old, service));
		}
	}

	return changes;
}

/** A change in words, with and without the name of its row. */
export function inWords(name: string, what: string): Pick<RowChange, 'what' | 'words'> {
	return {what, words: `${name} ${what}`};
}

function serviceCame(service: KnownService): RowChange {
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

function serviceGone(service: KnownService): RowChange {
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

function changesOfService(old: KnownService, service: KnownService): readonly RowChange[] {
	const changes: RowChange[] = [];
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

/** Whether the services are the same ones in the same order, which is usual; then no lookup is needed. */
function hasSameServices(before: readonly KnownService[], after: readonly KnownService[]): boolean {
	return before.length === after.length && before.every(({id}, at) => id === after[at]?.id);
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
	kind: RowChangeKind,
	server: KnownServer,
	before: KnownServer | null,
	after: KnownServer | null,
): RowChange {
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
