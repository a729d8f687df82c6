/**
 * The rows of a director, indexed, and their state after each step.
 */

import type {Reading, Settings} from '../../director/reading/reading.ts';
import type {SyncDaemon, Timeouts} from '../../ipvs/listing.ts';
import type {RuleSet} from '../../ipvs/rule-set.ts';
import {type ServerId, type ServerKey, type ServerRule, serverId} from '../../ipvs/server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../../ipvs/service.ts';
import {notKnownInFull} from '../known-row.ts';
import {knownRules, type UnknownRow} from '../known-rules.ts';
import type {RowState} from '../plan.ts';
import {rowName} from './compare-states.ts';

interface ServiceEntry {
	/** Null if it is not known; its servers may be. */
	rule: ServiceRule | null;
	readonly servers: Map<ServerId, ServerRule>;
}

/** Rules and settings; `put` changes it. */
export interface Table {
	readonly services: Map<ServiceId, ServiceEntry>;
	/** Null if they were not read. */
	timeouts: Timeouts | null;
	readonly daemons: Map<SyncDaemon['role'], SyncDaemon>;
	/** Existing rows that are not fully known, by `rowName`, with the reason. */
	readonly unknown: ReadonlyMap<string, string>;
}

/** The table of a director's whole rules. */
export function tableOfRules(
	rules: RuleSet,
	settings: Settings | null,
	unknown: readonly UnknownRow[] = [],
): Table {
	const services = rules.map(({service, servers}) => {
		const byId = new Map(servers.map(server => [serverId(server), server]));
		return [serviceId(service.key), {rule: service, servers: byId}] as const;
	});
	const {timeouts = null, daemons = []} = settings ?? {};
	return {
		services: new Map(services),
		timeouts,
		daemons: new Map(daemons.map(daemon => [daemon.role, daemon])),
		unknown: new Map(unknown.map(row => [row.name, notKnownInFull(row.name, row)])),
	};
}

/** The table of a reading; null if rules may not be read. Rows that are not fully known are left out. */
export function tableOf(reading: Reading): Table | null {
	const {rules, unknown} = knownRules(reading.services);
	if (reading.access.level !== 'full') {
		return null;
	}

	const table = tableOfRules(rules, reading.settings, unknown);
	for (const {id, rule, servers} of unknown.length === 0 ? [] : reading.services) {
		if (rule === null) {
			const known = servers.flatMap(server => server.rule ?? []);
			table.services.set(id, {rule, servers: new Map(known.map(row => [serverId(row), row]))});
		}
	}

	return table;
}

function presentService(table: Table, service: ServiceKey, withServers: boolean): RowState {
	const entry = table.services.get(serviceId(service));
	return entry?.rule
		? {row: 'service', rule: entry.rule, servers: withServers ? [...entry.servers.values()] : null}
		: {row: 'no-service', service};
}

function presentServer(
	table: Table,
	service: ServiceKey,
	{address, port}: ServerRule | ServerKey,
): RowState {
	const entry = table.services.get(serviceId(service));
	if (!entry) {
		return {row: 'no-service', service};
	}

	const rule = entry.servers.get(serverId({address, port}));
	return rule
		? {row: 'server', service, rule}
		: {row: 'no-server', service, server: {address, port}};
}

/** The present state of a row; the given state itself if settings were not read. */
export function presentState(table: Table, state: RowState): RowState {
	switch (state.row) {
		case 'service':
			return presentService(table, state.rule.key, state.servers !== null);
		case 'no-service':
			return presentService(table, state.service, false);
		case 'server':
			return presentServer(table, state.service, state.rule);
		case 'no-server':
			return presentServer(table, state.service, state.server);
		case 'counters':
			return state.service && !table.services.has(serviceId(state.service))
				? {row: 'no-service', service: state.service}
				: state;
		case 'timeouts':
			return table.timeouts ? {row: 'timeouts', timeouts: table.timeouts} : state;
		case 'daemon':
		case 'no-daemon': {
			const role = state.row === 'daemon' ? state.daemon.role : state.role;
			const daemon = table.daemons.get(role);
			return daemon ? {row: 'daemon', daemon} : {row: 'no-daemon', role};
		}
	}
}

/** Puts a state into the table. A server without its service is ignored. */
export function put(table: Table, state: RowState): void {
	switch (state.row) {
		case 'service': {
			const id = serviceId(state.rule.key);
			const servers = table.services.get(id)?.servers ?? new Map<ServerId, ServerRule>();
			table.services.set(id, {rule: state.rule, servers});
			return;
		}

		case 'no-service':
			table.services.delete(serviceId(state.service));
			return;
		case 'server':
			table.services.get(serviceId(state.service))?.servers.set(serverId(state.rule), state.rule);
			return;
		case 'no-server':
			table.services.get(serviceId(state.service))?.servers.delete(serverId(state.server));
			return;
		case 'timeouts':
			table.timeouts = state.timeouts;
			return;
		case 'daemon':
			table.daemons.set(state.daemon.role, state.daemon);
			return;
		case 'no-daemon':
			table.daemons.delete(state.role);
	}
}

/** The names of the rows of a state: a service with its servers has several. */
function namesOf(state: RowState): readonly string[] {
	const name = rowName(state);
	return state.row === 'service' && state.servers !== null ? [name, ` in ${name}`] : [name];
}

/** Why a state cannot be compared: the row exists but is not fully known. Null if it can be. */
export function whyUnknown({unknown}: Table, state: RowState): string | null {
	if (unknown.size === 0) {
		return null;
	}

	const [name, servers] = namesOf(state);
	for (const [row, reason] of unknown) {
		if (row === name || (servers !== undefined && row.endsWith(servers))) {
			return reason;
		}
	}

	return null;
}
