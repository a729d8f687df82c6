/**
 * Draining servers and bringing them back: what is chosen becomes a plan that is shown.
 */

import {findServers, type ServerInService, serverRowId} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import type {ConsoleStore} from '../../console/state/console-store.ts';
import {showProposal} from '../../console/state/plan-actions.ts';
import type {DrainPurpose} from '../../console/state/prompt.ts';
import {targetsOf, targetsRefused} from '../../console/state/targets.ts';
import type {Proposal} from '../../plans/plan.ts';
import {countOf, targetName, unknownSysctls} from '../../plans/seen.ts';
import {proposeDrain} from './drain.ts';
import type {DrainSituation} from './drain-advice.ts';
import {missingFallbackFlag} from './drain-advice.ts';
import {type DrainBriefing, type DrainWishes, drainBriefings} from './drain-briefing.ts';
import {drainOrigin} from './drains.ts';
import type {RememberedDrain} from './remembered-drain.ts';
import {proposeUndrain} from './undrain.ts';

/** Why nothing can be drained from where the cursor is; null where something can. */
export function drainRefused(state: ConsoleState): string | null {
	return (
		targetsRefused(state) ??
		(targetsOf(state).some(({server}) => server.weight > 0) ? null : 'it has weight 0 already')
	);
}

/** What drains depend on beside their rows. */
export function drainSituation({poll, facts}: ConsoleState): DrainSituation {
	return {
		sysctls: facts?.sysctls ?? unknownSysctls,
		settings: poll.director?.settings ?? null,
	};
}

function showDrain(
	store: ConsoleStore,
	targets: readonly ServerInService[],
	wishes: DrainWishes,
): void {
	const state = store.getState();
	const proposal = proposeDrain(targets, {
		...drainSituation(state),
		services: state.poll.director?.services ?? [],
		fallbackFirst: wishes.fallbackFirst,
	});
	showProposal(store, proposal, {
		origin: drainOrigin,
		purpose: {kind: 'drain', targets, wishes},
	});
}

/**
 * Shows the plan that drains these servers, with the procedure that applies to each service and why. A
 * scheduler that would refuse clients gets its fallback flag first, unless the person chooses otherwise.
 */
export function askDrain(store: ConsoleStore, targets: readonly ServerInService[]): void {
	showDrain(store, targets, {fallbackFirst: true, deleteWhenEmpty: false});
}

function shownDrain({prompt}: Pick<ConsoleState, 'prompt'>): DrainPurpose | null {
	return prompt?.kind === 'confirm' && prompt.purpose.kind === 'drain' ? prompt.purpose : null;
}

/** What there is to know of a drain that is shown, with the numbers of the latest reading. */
export function briefingsOf(
	state: ConsoleState,
	{targets, wishes}: DrainPurpose,
): readonly DrainBriefing[] {
	const ids = targets
		.filter(({server}) => server.weight > 0)
		.map(({service, server}) => serverRowId(service.id, server.id));
	const present = findServers(state.poll.director, new Set(ids));
	return drainBriefings(present, drainSituation(state), wishes);
}

/** Whether a service of this drain lacks a flag without which its scheduler refuses clients. */
export function lacksFallback({targets}: DrainPurpose): boolean {
	return targets.some(
		({service, server}) => server.weight > 0 && missingFallbackFlag(service) !== null,
	);
}

/** Why there is no drain on the screen to choose for; null where there is. */
export function wishRefused(state: ConsoleState): string | null {
	return shownDrain(state) === null ? 'this is chosen while a drain is shown' : null;
}

/** Why the fallback flag cannot be chosen; null where it can. */
export function fallbackWishRefused(state: ConsoleState): string | null {
	const drain = shownDrain(state);
	return drain === null || lacksFallback(drain)
		? wishRefused(state)
		: 'no scheduler here needs a fallback flag that it lacks';
}

/** Chooses the other way in one thing, and shows the plan that comes of it. */
export function turnWish(store: ConsoleStore, wish: keyof DrainWishes): void {
	const drain = shownDrain(store.getState());
	if (drain !== null) {
		showDrain(store, drain.targets, {...drain.wishes, [wish]: !drain.wishes[wish]});
	}
}

/** How many servers are named before the rest is counted. */
const named = 3;

/** What a plan does not bring back, a sentence; none where it brings back all. */
function leftInWords(left: readonly ServerInService[]): readonly string[] {
	const names = left.slice(0, named).map(targetName).join(', ');
	const more = left.length > named ? ` and ${countOf(left.length - named, 'more server')}` : '';
	return left.length === 0
		? []
		: [`no weight is remembered of ${names}${more}: left at weight 0, as lvstop did not drain it`];
}

/** The drained ones of these servers, by whether their weight before is remembered. */
function drainedOf(
	targets: readonly ServerInService[],
	drains: readonly RememberedDrain[],
): {readonly known: readonly ServerInService[]; readonly left: readonly ServerInService[]} {
	const remembered = new Set(drains.map(({service, server}) => serverRowId(service, server)));
	const drained = targets.filter(({server}) => server.weight === 0);
	const isKnown = ({service, server}: ServerInService) =>
		remembered.has(serverRowId(service.id, server.id));
	return {known: drained.filter(isKnown), left: drained.filter(target => !isKnown(target))};
}

/**
 * The plan that gives these servers the weights back that are remembered of them. Those that have weight and
 * those of which nothing is remembered are left out, unless there are no others.
 */
function proposeUndrainOf(
	{facts}: Pick<ConsoleState, 'facts'>,
	targets: readonly ServerInService[],
): Proposal {
	if (facts === null) {
		return {refused: 'what was drained has not been read yet'};
	}

	const {known, left} = drainedOf(targets, facts.drains);
	const back = [known, left, targets].find(({length}) => length > 0) ?? [];
	const proposal = proposeUndrain(back, facts.drains, facts.sysctls);
	const {plan} = proposal;
	return plan === undefined
		? proposal
		: {plan: {...plan, warnings: [...plan.warnings, ...leftInWords(left)]}};
}

/** Why nothing can be brought back from where the cursor is; null where something can. */
export function undrainRefused(state: ConsoleState): string | null {
	const refused = targetsRefused(state);
	if (refused !== null) {
		return refused;
	}

	const targets = targetsOf(state);
	if (targets.every(({server}) => server.weight > 0)) {
		return 'it is not drained: it has weight';
	}

	// Hints ask this at every key: no plan is made where it is clear that there is one.
	return drainedOf(targets, state.facts?.drains ?? []).known.length > 0
		? null
		: (proposeUndrainOf(state, targets).refused ?? null);
}

/** Shows the plan that gives these servers the weights back that are remembered of them. */
export function askUndrain(store: ConsoleStore, targets: readonly ServerInService[]): void {
	showProposal(store, proposeUndrainOf(store.getState(), targets), {origin: 'undrain'});
}
