/**
 * The table of a director by its rows, for many look-ups, and what it becomes step by step.
 */
import type {RowState} from '../actions/plan.ts';
import type {SyncDaemon, Timeouts} from '../ipvs/listing.ts';
import {type ServerId, type ServerRule, serverId} from '../ipvs/server.ts';
import {type ServiceId, type ServiceKey, type ServiceRule, serviceId} from '../ipvs/service.ts';
import type {Reading} from '../reading/reading.ts';

interface ServiceEntry {
	rule: ServiceRule;
	readonly servers: Map<ServerId, ServerRule>;
}

/** Rules and settings; `put` changes it. */
export interface Table {
	readonly services: Map<ServiceId, ServiceEntry>;
	/** Null where they were not asked for. */
	timeouts: Timeouts | null;
	readonly daemons: Map<SyncDaemon['role'], SyncDaemon>;
}

/** The table of a reading; null where it does not hold the whole rules. */
export function tableOf(reading: Reading): Table | null {
	if (reading.access.level !== 'full') {
		return null;
	}

	const services = new Map<ServiceId, ServiceEntry>();
	for (const {id, rule, servers} of reading.services) {
		const rules = servers.flatMap(server => (server.rule ? [server.rule] : []));
		if (!rule || rules.length < servers.length) {
			return null;
		}

		services.set(id, {rule, servers: new Map(rules.map(server => [serverId(server), server]))});
	}

	const {timeouts = null, daemons = []} = reading.settings ?? {};
	return {services, timeouts, daemons: new Map(daemons.map(daemon => [daemon.role, daemon]))};
}

function presentService(table: Table, service: ServiceKey, withServers: boolean): RowState {
	const entry = table.services.get(serviceId(service));
	return entry
		? {row: 'service', rule: entry.rule, servers: withServers ? [...entry.servers.values()] : null}
		: {row: 'no-service', service};
}

function presentServer(
	table: Table,
	service: ServiceKey,
	{address, port}: ServerRule | {readonly address: string; readonly port: number},
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

/** What the table holds in the row that a state speaks of; the state itself where settings were not asked for. */
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

/** Makes the table hold the state. A server without its service is left out. */
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
