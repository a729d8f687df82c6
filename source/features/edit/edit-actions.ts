/**
 * Edits without a form: deleting the row at the cursor or the marked rows, and zeroing counters.
 */
import type {ConsoleStore, Frame} from '../../console/state/model.ts';
import {busy, rowUncertain} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import type {Reason} from '../../console/state/refusal.ts';
import {unknownSysctls} from '../../plans/known-row.ts';
import {proposeDeleteServers} from './server-edits.ts';
import {proposeDeleteServices} from './service-edits.ts';
import {proposeZero} from './zero-counters.ts';

function noServiceRow({selection}: Frame): string | null {
	return selection.row === null ? 'no row selected' : null;
}

/** Why nothing can be deleted at the cursor; null if something can. */
export function deletionRefused(frame: Frame): Reason | null {
	return (
		busy(frame) ??
		rowUncertain(frame) ??
		(frame.selection.targets().length > 0 ? null : noServiceRow(frame))
	);
}

/** Shows the plan that deletes the marked servers, or the server or service at the cursor. */
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

/** Why no service's counters can be zeroed at the cursor; null if they can. */
export function zeroRefused(frame: Frame): Reason | null {
	return busy(frame) ?? rowUncertain(frame) ?? noServiceRow(frame);
}

/** Shows the plan that zeroes the counters of the service at the cursor, or of the service of the server there. */
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
