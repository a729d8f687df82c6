/**
 * Edits that need no form: deleting what is under the cursor or marked, and zeroing counters.
 */

import {busy} from '../../console/state/busy.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {ConsoleStore} from '../../console/state/console-store.ts';
import {showProposal} from '../../console/state/plan-actions.ts';
import {targetsOf} from '../../console/state/targets.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {cursorRow} from '../services/table-reducers.ts';
import {proposeDeleteServers} from './delete-server.ts';
import {proposeDeleteServices} from './delete-service.ts';
import {proposeZero} from './zero-counters.ts';

function noServiceRow(state: ConsoleState): string | null {
	return state.view === 'services' && cursorRow(state) !== undefined ? null : 'there is no row';
}

/** Why nothing can be deleted from where the cursor is; null where something can. */
export function deletionRefused(state: ConsoleState): string | null {
	return busy(state) ?? (targetsOf(state).length > 0 ? null : noServiceRow(state));
}

/** Shows the plan that deletes the marked servers, or else the server or the service under the cursor. */
export function askDeletion(store: ConsoleStore): void {
	const state = store.getState();
	const sysctls = state.facts?.sysctls ?? unknownSysctls;
	const targets = targetsOf(state);
	const service = cursorRow(state)?.service;
	const proposal =
		targets.length > 0 || service === undefined
			? proposeDeleteServers(targets, sysctls)
			: proposeDeleteServices([service], {all: state.poll.director?.services ?? [], sysctls});
	showProposal(store, proposal, {origin: 'delete'});
}

/** Why no counters of a service can be zeroed from where the cursor is; null where they can. */
export function zeroRefused(state: ConsoleState): string | null {
	return busy(state) ?? noServiceRow(state);
}

/** Shows the plan that zeroes the counters of the service under the cursor, or of the one its server is in. */
export function askZero(store: ConsoleStore): void {
	const service = cursorRow(store.getState())?.service;
	if (service !== undefined) {
		showProposal(store, proposeZero([service]), {origin: 'zero'});
	}
}

/** Shows the plan that zeroes all counters of the director. */
export function askZeroAll(store: ConsoleStore): void {
	showProposal(store, proposeZero(null), {origin: 'zero'});
}
