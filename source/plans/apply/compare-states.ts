/**
 * Compares a row with the state that a step expects.
 */

import {serverChanges, serviceChanges} from '../../ipvs/diff.ts';
import type {SyncDaemon} from '../../ipvs/listing.ts';
import {type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {fieldName, fieldValue} from '../field-words.ts';
import type {RowState} from '../plan.ts';

/** The name of a state's row; the same for all states of one row. */
export function rowName(state: RowState): string {
	switch (state.row) {
		case 'service':
			return serviceId(state.rule.key);
		case 'no-service':
			return serviceId(state.service);
		case 'server':
			return `${serverId(state.rule)} in ${serviceId(state.service)}`;
		case 'no-server':
			return `${serverId(state.server)} in ${serviceId(state.service)}`;
		case 'counters':
			return state.service ? `counters of ${serviceId(state.service)}` : 'counters';
		case 'timeouts':
			return 'timeouts';
		case 'daemon':
			return `${state.daemon.role} sync daemon`;
		case 'no-daemon':
			return `${state.role} sync daemon`;
	}
}

function serviceDifferences(expected: ServiceRule, found: ServiceRule): readonly string[] {
	return serviceChanges(expected, found).map(
		({field, before, after}) =>
			`${fieldName(field)} is ${fieldValue(after)}, not ${fieldValue(before)}`,
	);
}

function serverDifferences(expected: ServerRule, found: ServerRule): readonly string[] {
	return serverChanges(expected, found).map(
		({field, before, after}) =>
			`${fieldName(field)} is ${fieldValue(after)}, not ${fieldValue(before)}`,
	);
}

function serverSetDifferences(
	expected: readonly ServerRule[],
	found: readonly ServerRule[],
): readonly string[] {
	const foundById = new Map(found.map(rule => [serverId(rule), rule]));
	const expectedIds = new Set(expected.map(serverId));
	return [
		...expected.flatMap(rule => {
			const other = foundById.get(serverId(rule));
			return other
				? serverDifferences(rule, other).map(words => `${serverId(rule)}: ${words}`)
				: [`${serverId(rule)} is gone`];
		}),
		...[...foundById.keys()].filter(id => !expectedIds.has(id)).map(id => `${id} was added`),
	];
}

function daemonDifferences(expected: SyncDaemon, found: SyncDaemon): readonly string[] {
	const names = {
		interface: 'interface',
		syncId: 'sync id',
		maxLength: 'maximum message',
		group: 'group',
		port: 'port',
		ttl: 'time to live',
	} as const;
	return (Object.keys(names) as (keyof typeof names)[])
		.filter(name => expected[name] !== null && expected[name] !== found[name])
		.map(name => `${names[name]} is ${fieldValue(found[name])}, not ${fieldValue(expected[name])}`);
}

function differences(expected: RowState, found: RowState): readonly string[] {
	if (expected.row === 'service' && found.row === 'service') {
		return [
			...serviceDifferences(expected.rule, found.rule),
			...(expected.servers && found.servers
				? serverSetDifferences(expected.servers, found.servers)
				: []),
		];
	}

	if (expected.row === 'server' && found.row === 'server') {
		return serverDifferences(expected.rule, found.rule);
	}

	if (expected.row === 'daemon' && found.row === 'daemon') {
		return daemonDifferences(expected.daemon, found.daemon);
	}

	if (expected.row === 'timeouts' && found.row === 'timeouts') {
		const names = ['tcp', 'tcpFin', 'udp'] as const;
		return names
			.filter(name => expected.timeouts[name] !== found.timeouts[name])
			.map(name => `${name} is ${found.timeouts[name]}, not ${expected.timeouts[name]}`);
	}

	return [];
}

/** Null if the row is as expected; otherwise the difference in words. */
export function whyNotAs(expected: RowState, found: RowState): string | null {
	if (expected.row !== found.row) {
		return `${rowName(found)} ${found.row.startsWith('no-') ? 'is gone' : 'exists'}`;
	}

	const different = differences(expected, found);
	return different.length === 0 ? null : `${rowName(expected)}: ${different.join(', ')}`;
}
