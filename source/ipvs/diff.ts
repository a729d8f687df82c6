/**
 * The differences between two rule sets, or between two states of one row.
 */
import type {RuleSet, ServiceWithServers} from './rule-set.ts';
import {type ServerRule, serverId} from './server.ts';
import {type ServiceKey, type ServiceRule, serviceId} from './service.ts';

/** An editable field with its values on both sides. */
export interface FieldChange<Rule, Field extends keyof Rule> {
	readonly field: Field;
	readonly before: Rule[Field];
	readonly after: Rule[Field];
}

const serviceFields = [
	'scheduler',
	'schedulerFlags',
	'persistence',
	'engine',
	'onePacket',
] as const satisfies readonly (keyof ServiceRule)[];

const serverFields = [
	'forwarding',
	'tunnel',
	'weight',
	'upperThreshold',
	'lowerThreshold',
] as const satisfies readonly (keyof ServerRule)[];

export type ServiceChange = FieldChange<ServiceRule, (typeof serviceFields)[number]>;
export type ServerChange = FieldChange<ServerRule, (typeof serverFields)[number]>;

/** Deep equality of plain data; the order of properties does not matter. */
export function samePlainData(one: unknown, other: unknown): boolean {
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
		return one === other;
	}

	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every(name => samePlainData(Reflect.get(one, name), Reflect.get(other, name)))
	);
}

function changes<Rule, Field extends keyof Rule>(
	fields: readonly Field[],
	before: Rule,
	after: Rule,
): readonly FieldChange<Rule, Field>[] {
	if (before === after) {
		return [];
	}

	return fields
		.filter(field => !samePlainData(before[field], after[field]))
		.map(field => ({field, before: before[field], after: after[field]}));
}

const noServiceChanges: readonly ServiceChange[] = [];

/** Whether services without special properties, as most are, are the same: this takes a tenth of the time. */
function areSamePlain(before: ServiceRule, after: ServiceRule): boolean {
	return (
		before.scheduler === after.scheduler &&
		before.onePacket === after.onePacket &&
		before.engine === after.engine &&
		before.persistence === null &&
		after.persistence === null &&
		before.schedulerFlags.length === 0 &&
		after.schedulerFlags.length === 0
	);
}

/**
 * The fields that an edit would have to change to turn one rule of a service into the other; both have the same key.
 */
export function serviceChanges(before: ServiceRule, after: ServiceRule): readonly ServiceChange[] {
	if (areSamePlain(before, after)) {
		return noServiceChanges;
	}

	return changes(serviceFields, before, after);
}

/** The fields that an edit would have to change to turn one rule of a server into the other; both have the same key. */
export function serverChanges(before: ServerRule, after: ServerRule): readonly ServerChange[] {
	return changes(serverFields, before, after);
}

/** A server that only one rule set has, in a service that both have. */
export interface ServerOfService {
	readonly service: ServiceKey;
	readonly rule: ServerRule;
}

/** A service that both have, with different rules. Its servers are listed separately. */
export interface ChangedService {
	readonly key: ServiceKey;
	readonly changes: readonly ServiceChange[];
}

/** A server that both have, with different rules. */
export interface ChangedServer extends ServerOfService {
	/** `rule` is the new one. */
	readonly changes: readonly ServerChange[];
}

/** The changes from one rule set to another. Order does not count: equal sets of rows give no changes. */
export interface RulesDiff {
	/** Added services with their servers. */
	readonly addedServices: readonly ServiceWithServers[];
	readonly removedServices: readonly ServiceWithServers[];
	readonly changedServices: readonly ChangedService[];
	readonly addedServers: readonly ServerOfService[];
	readonly removedServers: readonly ServerOfService[];
	readonly changedServers: readonly ChangedServer[];
}

/** The rows of both sides. */
interface Sides<Row> {
	readonly added: readonly Row[];
	readonly removed: readonly Row[];
	/** Rows that both sides have, except those known to be equal. */
	readonly both: readonly (readonly [before: Row, after: Row])[];
}

/** Whether both sides consist of the same row objects in the same order. */
export function areIdentical<Row>(before: readonly Row[], after: readonly Row[]): boolean {
	return before.length === after.length && before.every((row, place) => row === after[place]);
}

/** Compares two sides by the ids of their rows; neither side has an id twice. */
function compareSides<Row>(
	before: readonly Row[],
	after: readonly Row[],
	idOf: (row: Row) => string,
): Sides<Row> {
	if (areIdentical(before, after)) {
		return {added: [], removed: [], both: []};
	}

	const left = new Map(before.map(row => [idOf(row), row]));
	const added: Row[] = [];
	const both: (readonly [before: Row, after: Row])[] = [];
	for (const row of after) {
		const id = idOf(row);
		const earlier = left.get(id);
		if (earlier === undefined) {
			added.push(row);
		} else {
			left.delete(id);
			both.push([earlier, row]);
		}
	}

	return {added, removed: [...left.values()], both};
}

/** The rows that are added, removed and changed from one rule set to the other. */
export function diffRules(before: RuleSet, after: RuleSet): RulesDiff {
	const services = compareSides(before, after, ({service}) => serviceId(service.key));
	const different = services.both.filter(([one, other]) => one !== other);
	const inBoth = different.map(([one, other]) => ({
		key: other.service.key,
		changes: serviceChanges(one.service, other.service),
		servers: compareSides(one.servers, other.servers, serverId),
	}));
	return {
		addedServices: services.added,
		removedServices: services.removed,
		changedServices: inBoth
			.filter(pair => pair.changes.length > 0)
			.map(pair => ({key: pair.key, changes: pair.changes})),
		addedServers: inBoth.flatMap(({key, servers}) =>
			servers.added.map(rule => ({service: key, rule})),
		),
		removedServers: inBoth.flatMap(({key, servers}) =>
			servers.removed.map(rule => ({service: key, rule})),
		),
		changedServers: inBoth.flatMap(({key, servers}) =>
			servers.both
				.map(([one, rule]) => ({service: key, rule, changes: serverChanges(one, rule)}))
				.filter(server => server.changes.length > 0),
		),
	};
}
