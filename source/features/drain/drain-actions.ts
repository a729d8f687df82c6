/**
 * Drains servers and brings them back: the selection becomes a plan that is shown.
 */

import {type Destination, findServers, serverRowId} from '../../console/state/console-row.ts';
import {situationOf} from '../../console/state/director-situation.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import type {ConsoleStore, Frame} from '../../console/state/model.ts';
import {targetsRefused, weightsRefused} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import type {Reason} from '../../console/state/refusal.ts';
import {defineTopic} from '../../console/state/topic.ts';
import {targetName} from '../../plans/known-row.ts';
import type {Proposal} from '../../plans/plan.ts';
import type {RememberedDrain} from '../../plans/remembered-drain.ts';
import {countOf} from '../../text/figures.ts';
import {proposeDrain} from './drain.ts';
import {noteDeletions, type ShownDrain} from './drain-deletions.ts';
import {drainDialog} from './drain-lines.ts';
import {missingFallbackFlag} from './drain-procedure.ts';
import {type DrainOptions, type DrainSummary, drainSummaries} from './drain-summary.ts';
import {drainOrigin} from './drains.ts';
import {proposeUndrain} from './undrain.ts';

/** Why nothing can be drained at the cursor; null if something can. */
export function drainRefused(frame: Frame): Reason | null {
	return (
		weightsRefused(frame) ??
		(frame.selection.targets().some(({server}) => server.weight > 0)
			? null
			: {sentence: 'it has weight 0', brief: 'has weight 0'})
	);
}

/** The drain that waits for confirmation. */
export const shownDrain = defineTopic<ShownDrain>('drain');

function showDrain(store: ConsoleStore, drain: ShownDrain): void {
	const {targets, options} = drain;
	const {director} = store.getState();
	const proposal = proposeDrain(targets, {
		...situationOf(director),
		fallbackFirst: options.fallbackFirst,
	});
	showProposal(store, proposal, {
		origin: drainOrigin,
		topic: shownDrain.topic(drain),
		dialog: drainDialog(drain, {
			summaries: state => summariesOf(state.director, drain),
			lacksFallback: lacksFallback(drain),
		}),
		// The plan shows how many persistent clients would stay.
		wants: {persistentConnections: targets.some(({service}) => service.persistence !== null)},
		whenDone: ({result}) => (result === 'done' ? noteDeletions(drain) : () => ({})),
	});
}

/**
 * Shows the plan that drains these servers, with the procedure for each service and its reasons. A scheduler that would
 * refuse clients gets its fallback flag first, unless the operator turns that off.
 */
export function askDrain(store: ConsoleStore, targets: readonly Destination[]): void {
	showDrain(store, {targets, options: {fallbackFirst: true, deleteWhenEmpty: false}});
}

/** The summaries of the shown drain, with the numbers of the latest reading. */
export function summariesOf(
	director: DirectorState,
	{targets, options}: ShownDrain,
): readonly DrainSummary[] {
	const ids = targets
		.filter(({server}) => server.weight > 0)
		.map(({service, server}) => serverRowId(service.id, server.id));
	const present = findServers(director.live, new Set(ids));
	return drainSummaries(present, situationOf(director), options);
}

/** Whether a service of this drain lacks a flag without which its scheduler refuses clients. */
export function lacksFallback({targets}: ShownDrain): boolean {
	return targets.some(
		({service, server}) => server.weight > 0 && missingFallbackFlag(service) !== null,
	);
}

/** Why no drain option can be changed; null if one can. */
export function optionRefused({prompt}: Frame): string | null {
	return shownDrain.of(prompt) === null ? 'this is only for drain plans' : null;
}

/** Why the fallback option cannot be changed; null if it can. */
export function fallbackOptionRefused(frame: Frame): string | null {
	const drain = shownDrain.of(frame.prompt);
	return drain === null || lacksFallback(drain)
		? optionRefused(frame)
		: 'no service of this drain lacks a fallback flag';
}

/** Toggles a drain option and shows the resulting plan. */
export function toggleDrainOption(store: ConsoleStore, option: keyof DrainOptions): void {
	const drain = shownDrain.of(store.getState().prompt);
	if (drain !== null) {
		const {targets, options} = drain;
		showDrain(store, {targets, options: {...options, [option]: !options[option]}});
	}
}

/** The number of servers to name; the rest is counted. */
const named = 3;

/** A sentence about the servers that a plan does not bring back; empty if there are none. */
function leftInWords(left: readonly Destination[]): readonly string[] {
	const names = left.slice(0, named).map(targetName).join(', ');
	const more = left.length > named ? ` and ${countOf(left.length - named, 'more server')}` : '';
	return left.length === 0
		? []
		: [
				`no remembered weight for ${names}${more}: it stays at weight 0 because lvstop did not drain it`,
			];
}

/** The drained servers, split by whether their earlier weight is remembered. */
function drainedOf(
	targets: readonly Destination[],
	drains: readonly RememberedDrain[],
): {readonly known: readonly Destination[]; readonly left: readonly Destination[]} {
	const remembered = new Set(drains.map(({service, server}) => serverRowId(service, server)));
	const drained = targets.filter(({server}) => server.weight === 0);
	const isKnown = ({service, server}: Destination) =>
		remembered.has(serverRowId(service.id, server.id));
	return {known: drained.filter(isKnown), left: drained.filter(target => !isKnown(target))};
}

/**
 * The plan that restores the remembered weights of these servers. Servers with weight, and those without a remembered
 * weight, are left out, unless there are no others.
 */
function proposeUndrainOf({facts}: DirectorState, targets: readonly Destination[]): Proposal {
	if (facts === null) {
		return {refused: 'the earlier drains have not been read yet'};
	}

	const {known, left} = drainedOf(targets, facts.drains);
	const back = [known, left, targets].find(({length}) => length > 0) ?? [];
	const proposal = proposeUndrain(back, facts.drains, facts.sysctls);
	const {plan} = proposal;
	return plan === undefined
		? proposal
		: {plan: {...plan, warnings: [...plan.warnings, ...leftInWords(left)]}};
}

/** Why nothing can be brought back at the cursor; null if something can. */
export function undrainRefused(frame: Frame): Reason | null {
	const refused = targetsRefused(frame);
	if (refused !== null) {
		return refused;
	}

	const targets = frame.selection.targets();
	if (targets.every(({server}) => server.weight > 0)) {
		return {sentence: 'it is not drained: its weight is above 0', brief: 'not drained'};
	}

	// Hints ask this at every key, so no plan is made if it is clear that there is one.
	const {facts} = frame.director;
	const sentence =
		drainedOf(targets, facts?.drains ?? []).known.length > 0
			? undefined
			: proposeUndrainOf(frame.director, targets).refused;
	return sentence === undefined
		? null
		: {sentence, brief: facts === null ? 'drains not read yet' : 'earlier weight not known'};
}

/** Shows the plan that restores the remembered weights of these servers. */
export function askUndrain(store: ConsoleStore, targets: readonly Destination[]): void {
	showProposal(store, proposeUndrainOf(store.getState().director, targets), {origin: 'undrain'});
}
