/**
 * The steps that plans are made of: each kind of command with what it expects and what it leaves.
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

/** Makes a service without servers. */
export function addServiceStep(rule: ServiceRule): Step {
	return step(
		addServiceArguments(rule),
		{row: 'no-service', service: rule.key},
		{row: 'service', rule, servers: []},
	);
}

/** Makes a service be as `after` says, which has the same key. */
export function editServiceStep(before: ServiceRule, after: ServiceRule): Step {
	return step(
		editServiceArguments(after),
		{row: 'service', rule: before, servers: null},
		{row: 'service', rule: after, servers: null},
	);
}

/** Deletes a service with its servers, provided that they are these. */
export function deleteServiceStep(rule: ServiceRule, servers: readonly ServerRule[]): Step {
	return step(
		deleteServiceArguments(rule.key),
		{row: 'service', rule, servers},
		{row: 'no-service', service: rule.key},
	);
}

/** Puts a server into a service. */
export function addServerStep(service: ServiceKey, rule: ServerRule): Step {
	const {address, port} = rule;
	return step(
		addServerArguments(service, rule),
		{row: 'no-server', service, server: {address, port}},
		{row: 'server', service, rule},
	);
}

/** Makes a server be as `after` says, which has the same key. */
export function editServerStep(service: ServiceKey, before: ServerRule, after: ServerRule): Step {
	return step(
		editServerArguments(service, after),
		{row: 'server', service, rule: before},
		{row: 'server', service, rule: after},
	);
}

/** Takes a server out of a service. */
export function deleteServerStep(service: ServiceKey, rule: ServerRule): Step {
	const {address, port} = rule;
	return step(
		deleteServerArguments(service, rule),
		{row: 'server', service, rule},
		{row: 'no-server', service, server: {address, port}},
	);
}

/** Sets the counters of a service back, or those of everything. */
export function zeroStep(service: ServiceKey | null): Step {
	const state: RowState = {row: 'counters', service};
	return step(zeroArguments(service), state, state);
}

/** Changes how long idle connections are kept. */
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
