/**
 * Which entries an action works on: the same answer for every action, whatever view is open.
 */

import {machinesOf} from '../../features/servers/real-server-row.ts';
import {cursorRow} from '../../features/services/table-reducers.ts';
import {listRow} from '../table/list.ts';
import {busy} from './busy.ts';
import {findServers, type ServerInService} from './console-row.ts';
import type {ConsoleState} from './console-state.ts';

/** All entries of the marked machines, or of the one that the cursor is on. */
function machineTargets({poll, servers}: ConsoleState): readonly ServerInService[] {
	return servers.marked.size > 0
		? machinesOf(poll.director)
				.filter(({id}) => servers.marked.has(id))
				.flatMap(({entries}) => entries)
		: (listRow(servers)?.entries ?? []);
}

/** The marked servers, or the one that the cursor is on. */
function serverTargets(state: ConsoleState): readonly ServerInService[] {
	if (state.marked.size > 0) {
		return findServers(state.poll.director, state.marked);
	}

	const row = cursorRow(state);
	return row?.kind === 'server' ? [{service: row.service, server: row.server}] : [];
}

/**
 * The entries that are meant in the open view: those that are marked, or else what the cursor is on. In
 * the Servers view these are all entries of a machine.
 */
export function targetsOf(state: ConsoleState): readonly ServerInService[] {
	switch (state.view) {
		case 'services':
			return serverTargets(state);
		case 'servers':
			return machineTargets(state);
		default:
			return [];
	}
}

function noTarget(state: ConsoleState): string {
	return state.view === 'services' && cursorRow(state) !== undefined
		? 'this is a service: go to one of its servers, or mark them with Space'
		: 'there is no server to change';
}

/** Why nothing can be done to a server from where the cursor is; null where something can. */
export function targetsRefused(state: ConsoleState): string | null {
	return busy(state) ?? (targetsOf(state).length > 0 ? null : noTarget(state));
}
