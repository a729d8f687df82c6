/**
 * The difference between two rule sets as lines: one for each row, each service followed by its servers.
 */
import type {RulesDiff, ServerChange, ServiceChange} from '../../../ipvs/diff.ts';
import {
	addServiceArguments,
	serverArguments,
	serviceArguments,
} from '../../../ipvs/format/arguments.ts';
import {type ServerRule, serverId} from '../../../ipvs/server.ts';
import {
	compareServiceKeys,
	type ServiceId,
	type ServiceKey,
	type ServiceRule,
	serviceId,
} from '../../../ipvs/service.ts';
import {fieldName, fieldValue} from '../../../plans/field-words.ts';

/** The change of a row. A service that is listed only because of its servers is `same`. */
export type RowFate = 'added' | 'removed' | 'changed' | 'same';

/** One row. */
export interface DiffLine {
	readonly fate: RowFate;
	readonly row: 'service' | 'server';
	/** `tcp:10.1.1.1:80` or `10.0.0.8:80`. */
	readonly id: string;
	/** The rule in ipvsadm's words, or the changed fields with old and new values. */
	readonly text: string;
}

const signs: Readonly<Record<RowFate, string>> = {
	added: '+',
	removed: '-',
	changed: '~',
	same: ' ',
};

/** The line as text: a sign, and servers indented under their service. */
export function diffLineText({fate, row, id, text}: DiffLine): string {
	return `${signs[fate]} ${row === 'server' ? '  ' : ''}${id}${text === '' ? '' : `  ${text}`}`;
}

/** `weight 1 → 5, tunnel none → ipip` */
export function describeChanges(changes: readonly (ServiceChange | ServerChange)[]): string {
	return changes
		.map(
			({field, before, after}) =>
				`${fieldName(field)} ${fieldValue(before)} → ${fieldValue(after)}`,
		)
		.join(', ');
}

function serviceText(rule: ServiceRule): string {
	return addServiceArguments(rule)
		.slice(1 + serviceArguments(rule.key).length)
		.join(' ');
}

function serverText(service: ServiceKey, rule: ServerRule): string {
	const named = serviceArguments(service).length + ['-r', serverId(rule)].length;
	return serverArguments(service, rule).slice(named).join(' ');
}

/** A service with the lines of its servers. */
interface Group {
	readonly key: ServiceKey;
	service: DiffLine;
	readonly servers: DiffLine[];
}

/** All lines: services in display order, the servers of each as added, changed, removed. */
export function diffLines(diff: RulesDiff): readonly DiffLine[] {
	const groups = new Map<ServiceId, Group>();

	function groupOf(key: ServiceKey): Group {
		const id = serviceId(key);
		const group = groups.get(id) ?? {
			key,
			service: {fate: 'same', row: 'service', id, text: ''},
			servers: [],
		};
		groups.set(id, group);
		return group;
	}

	function putService(key: ServiceKey, fate: RowFate, text: string): void {
		groupOf(key).service = {fate, row: 'service', id: serviceId(key), text};
	}

	function putServer(
		service: ServiceKey,
		rule: ServerRule,
		fate: RowFate,
		text = serverText(service, rule),
	): void {
		groupOf(service).servers.push({fate, row: 'server', id: serverId(rule), text});
	}

	for (const [fate, entries] of [
		['added', diff.addedServices],
		['removed', diff.removedServices],
	] as const) {
		for (const {service, servers} of entries) {
			putService(service.key, fate, serviceText(service));
			for (const server of servers) {
				putServer(service.key, server, fate);
			}
		}
	}

	for (const {key, changes} of diff.changedServices) {
		putService(key, 'changed', describeChanges(changes));
	}

	for (const {service, rule} of diff.addedServers) {
		putServer(service, rule, 'added');
	}

	for (const {service, rule, changes} of diff.changedServers) {
		putServer(service, rule, 'changed', describeChanges(changes));
	}

	for (const {service, rule} of diff.removedServers) {
		putServer(service, rule, 'removed');
	}

	return [...groups.values()]
		.sort((one, other) => compareServiceKeys(one.key, other.key))
		.flatMap(({service, servers}) => [service, ...servers]);
}
