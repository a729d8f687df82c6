/**
 * Edits without a form: deleting the row at the cursor or the marked rows, and zeroing counters.
 */
import type {ConsoleStore, Frame} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import {type KnownService, unknownSysctls} from '../../plans/known-row.ts';
import type {Proposal} from '../../plans/plan.ts';
import {zeroStep} from '../../plans/steps.ts';
import {planOf} from '../../plans/traffic-effects.ts';
import {countOf} from '../../text/figures.ts';
import {proposeDeleteServers} from './server-edits.ts';
import {proposeDeleteServices} from './service-edits.ts';

/**
 * Proposes to zero the counters of these services with their servers, or all counters (null). The kernel zeroes to its
 * last sample, so up to two seconds of traffic reappear, and it keeps the totals of the director unless everything is
 * zeroed (verified on Linux 6.1).
 */
export function proposeZero(services: readonly KnownService[] | null): Proposal {
	const steps = services ? services.map(({key}) => zeroStep(key)) : [zeroStep(null)];
	const [first] = services ?? [];
	if (steps.length === 0) {
		return {refused: 'no service is selected'};
	}

	const what = !services
		? 'of everything'
		: services.length === 1
			? `of ${first?.id}`
			: `of ${countOf(services.length, 'service')}`;
	const warnings = [
		'zeroed counters cannot be restored',
		...(services ? ['the totals of the director keep counting'] : []),
	];
	return {
		plan: planOf(`zero the counters ${what}`, steps, {
			services: [],
			sysctls: unknownSysctls,
			warnings,
		}),
	};
}

function noServiceRow({selection}: Frame): string | null {
	return selection.row === null ? 'no row selected' : null;
}

/** Why nothing can be deleted at the cursor; null if something can. */
export function deletionRefused(frame: Frame): string | null {
	return busy(frame) ?? (frame.selection.targets().length > 0 ? null : noServiceRow(frame));
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
export function zeroRefused(frame: Frame): string | null {
	return busy(frame) ?? noServiceRow(frame);
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
