/**
 * The steps of plans: each kind of command, with the states before and after it.
 */
import {
	type Arguments,
	addServerArguments,
	addServiceArguments,
	deleteServerArguments,
	deleteServiceArguments,
	editServerArguments,
	editServiceArguments,
} from '../ipvs/format/arguments.ts';
import {
	startDaemonArguments,
	stopDaemonArguments,
	timeoutArguments,
	zeroArguments,
} from '../ipvs/format/setting-arguments.ts';
import type {SyncDaemon, Timeouts} from '../ipvs/listing.ts';
import type {ServerRule} from '../ipvs/server.ts';
import type {ServiceKey, ServiceRule} from '../ipvs/service.ts';
import type {RowState, Step} from './plan.ts';

function step(words: Arguments, before: RowState, after: RowState): Step {
	return {command: ['ipvsadm', ...words], before, after};
}

/** Adds a service without servers. */
export function addServiceStep(rule: ServiceRule): Step {
	return step(
		addServiceArguments(rule),
		{row: 'no-service', service: rule.key},
		{row: 'service', rule, servers: []},
	);
}

/** Changes a service to `after`, which has the same key. */
export function editServiceStep(before: ServiceRule, after: ServiceRule): Step {
	return step(
		editServiceArguments(after),
		{row: 'service', rule: before, servers: null},
		{row: 'service', rule: after, servers: null},
	);
}

/** Deletes a service with its servers, provided that it has exactly these. */
export function deleteServiceStep(rule: ServiceRule, servers: readonly ServerRule[]): Step {
	return step(
		deleteServiceArguments(rule.key),
		{row: 'service', rule, servers},
		{row: 'no-service', service: rule.key},
	);
}

/** Adds a server to a service. */
export function addServerStep(service: ServiceKey, rule: ServerRule): Step {
	const {address, port} = rule;
	return step(
		addServerArguments(service, rule),
		{row: 'no-server', service, server: {address, port}},
		{row: 'server', service, rule},
	);
}

/** Changes a server to `after`, which has the same key. */
export function editServerStep(service: ServiceKey, before: ServerRule, after: ServerRule): Step {
	return step(
		editServerArguments(service, after),
		{row: 'server', service, rule: before},
		{row: 'server', service, rule: after},
	);
}

/** Removes a server from a service. */
export function deleteServerStep(service: ServiceKey, rule: ServerRule): Step {
	const {address, port} = rule;
	return step(
		deleteServerArguments(service, rule),
		{row: 'server', service, rule},
		{row: 'no-server', service, server: {address, port}},
	);
}

/** Zeroes the counters of a service, or all counters. */
export function zeroStep(service: ServiceKey | null): Step {
	const state: RowState = {row: 'counters', service};
	return step(zeroArguments(service), state, state);
}

/** Changes the timeouts of idle connections. */
export function timeoutsStep(before: Timeouts, after: Timeouts): Step {
	return step(
		timeoutArguments(before, after),
		{row: 'timeouts', timeouts: before},
		{row: 'timeouts', timeouts: after},
	);
}

/** Starts a sync daemon. */
export function startDaemonStep(daemon: SyncDaemon): Step {
	return step(
		startDaemonArguments(daemon),
		{row: 'no-daemon', role: daemon.role},
		{row: 'daemon', daemon},
	);
}

/** Stops a sync daemon, provided that it is this one. */
export function stopDaemonStep(daemon: SyncDaemon): Step {
	return step(
		stopDaemonArguments(daemon.role),
		{row: 'daemon', daemon},
		{row: 'no-daemon', role: daemon.role},
	);
}
