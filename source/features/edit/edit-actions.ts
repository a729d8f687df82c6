/**
 * Edits that need no form: deleting what is under the cursor or marked, and zeroing counters.
 */
import type {ConsoleStore, Frame} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {proposeDeleteServers} from './delete-server.ts';
import {proposeDeleteServices} from './delete-service.ts';
import {proposeZero} from './zero-counters.ts';

function noServiceRow({selection}: Frame): string | null {
	return selection.row === null ? 'there is no row' : null;
}

/** Why nothing can be deleted from where the cursor is; null if something can. */
export function deletionRefused(frame: Frame): string | null {
	return busy(frame) ?? (frame.selection.targets().length > 0 ? null : noServiceRow(frame));
}

/** Shows the plan that deletes the marked servers, or else the server or the service under the cursor. */
export function askDeletion(store: ConsoleStore): void {
	const {director, selection} = store.getState();
	const sysctls = director.facts?.sysctls ?? unknownSysctls;
	const targets = selection.targets();
	const service = selection.row?.service;
	const proposal =
		targets.length > 0 || service === undefined
			? proposeDeleteServers(targets, sysctls)
			: proposeDeleteServices([service], {all: director.live?.services ?? [], sysctls});
	showProposal(store, proposal, {origin: 'delete'});
}

/** Why no counters of a service can be zeroed from where the cursor is; null if they can. */
export function zeroRefused(frame: Frame): string | null {
	return busy(frame) ?? noServiceRow(frame);
}

/** Shows the plan that zeroes the counters of the service under the cursor, or of the one its server is in. */
export function askZero(store: ConsoleStore): void {
	const service = store.getState().selection.row?.service;
	if (service !== undefined) {
		showProposal(store, proposeZero([service]), {origin: 'zero'});
	}
}

/** Shows the plan that zeroes all counters of the director. */
export function askZeroAll(store: ConsoleStore): void {
	showProposal(store, proposeZero(null), {origin: 'zero'});
}
