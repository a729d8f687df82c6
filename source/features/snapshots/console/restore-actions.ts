/**
 * Restoring saved rules: asked for, shown as a plan, chosen, carried out, taken back.
 */

import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {ConsoleStore} from '../../../console/state/console-store.ts';
import {type DonePlan, withDone} from '../../../console/state/done-plan.ts';
import type {Severity} from '../../../console/state/message.ts';
import {say} from '../../../console/state/message-reducers.ts';
import {reasonOf} from '../../../console/state/reason.ts';
import type {RestoreOutcome} from '../restore/restore-outcome.ts';
import {restoreInWords} from '../restore/restore-words.ts';
import type {RestoreChoice} from '../restore/target-rules.ts';
import {loadSnapshots} from './follow-snapshots.ts';
import {
	markedServices,
	proposeWanted,
	type RestorePurpose,
	refusalInWords,
	restoreOrigin,
	restorePrompt,
} from './restore-prompt.ts';
import type {UnfinishedWay} from './snapshot-deps.ts';

/**
 * Reads a snapshot or a file and shows the plan that restores it.
 * @throws where the file cannot be read
 */
async function showRestore(
	store: ConsoleStore,
	word: string,
	{choice, takesBack}: {readonly choice: RestoreChoice; readonly takesBack: string | null},
): Promise<void> {
	const {name, rules} = await store.deps.snapshots.read(word);
	const state = store.getState();
	const {plan, refused} = proposeWanted({name, rules, choice}, state);
	if (plan === undefined) {
		store.update(say('warning', refused, restoreOrigin));
		return;
	}

	if (plan.steps.length === 0) {
		store.update(
			say('info', `nothing differs: the director has the rules of ${name}`, restoreOrigin),
		);
		return;
	}

	const marked = takesBack === null ? markedServices(state) : null;
	const purpose = {kind: 'restore', plan, marked, before: null, takesBack} as const;
	store.update(state => ({prompt: state.prompt ?? restorePrompt(state, purpose)}));
}

/**
 * Shows the plan that restores a snapshot or a file.
 * @throws where the file cannot be read
 */
export function askRestore(store: ConsoleStore, word: string): Promise<void> {
	return showRestore(store, word, {choice: {keepWeights: false, only: null}, takesBack: null});
}

/** The restore that waits for an answer; null where none does. */
export function shownRestore({prompt}: Pick<ConsoleState, 'prompt'>): RestorePurpose | null {
	return prompt?.kind === 'confirm' && prompt.purpose.kind === 'restore' ? prompt.purpose : null;
}

/** Makes the plan that is shown anew with another choice. */
function choose(
	store: ConsoleStore,
	change: (purpose: RestorePurpose) => Partial<RestoreChoice>,
): void {
	const state = store.getState();
	const purpose = shownRestore(state);
	if (purpose === null) {
		return;
	}

	const {name, wanted, choice} = purpose.plan.request;
	const {plan, refused} = proposeWanted(
		{name, rules: wanted, choice: {...choice, ...change(purpose)}},
		state,
	);
	store.update(
		plan === undefined
			? say('warning', refused, restoreOrigin)
			: state => ({prompt: restorePrompt(state, {...purpose, plan})}),
	);
}

/** Leaves the weights of servers that both have as they are, or no longer. */
export function toggleKeepWeights(store: ConsoleStore): void {
	choose(store, ({plan}) => ({keepWeights: !plan.request.choice.keepWeights}));
}

/** Restores only the services that have marked servers, or again all of them. */
export function toggleOnlyMarked(store: ConsoleStore): void {
	choose(store, ({plan, marked}) => ({only: plan.request.choice.only === null ? marked : null}));
}

/** Why nothing can be chosen of the plan that is shown; null where something can. */
export function choiceRefused(state: Pick<ConsoleState, 'prompt'>): string | null {
	const purpose = shownRestore(state);
	if (purpose === null) {
		return 'this is for restores only';
	}

	return purpose.before === null && purpose.takesBack === null
		? null
		: 'the way back is always to exactly the rules before';
}

/** Why a restore cannot be confined to marked services; null where it can. */
export function onlyMarkedRefused(state: Pick<ConsoleState, 'prompt'>): string | null {
	return (
		choiceRefused(state) ??
		(shownRestore(state)?.marked === null
			? 'no server was marked when the restore was asked for'
			: null)
	);
}

/** Shows the plan that takes back a restore: to the rules before it, among the same services. */
export async function askTakeBack(
	store: ConsoleStore,
	{before, only}: NonNullable<DonePlan['restore']>,
): Promise<void> {
	try {
		await showRestore(store, before, {choice: {keepWeights: false, only}, takesBack: before});
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}

/** What can be taken back after a restore has come to its end. */
function doneAfter(
	done: ConsoleState['done'],
	{plan, takesBack, before}: RestorePurpose,
	outcome: RestoreOutcome,
): ConsoleState['done'] {
	const wentBackTo = takesBack ?? before?.path ?? null;
	if (outcome.result === 'done' && wentBackTo !== null) {
		return done.filter(({restore}) => restore?.before !== wentBackTo);
	}

	if (outcome.result === 'refused' || outcome.before === null) {
		return done;
	}

	const {only} = plan.request.choice;
	return withDone(done, {plan, done: plan.steps.length, restore: {before: outcome.before, only}});
}

function severityOf(outcome: RestoreOutcome): Severity {
	if (outcome.result !== 'done') {
		return 'error';
	}

	return outcome.warnings.length === 0 ? 'info' : 'warning';
}

/** Carries out a restore that was agreed to and says what became of it; after a failure the way back is offered. */
export async function carryOutRestore(store: ConsoleStore, purpose: RestorePurpose): Promise<void> {
	const {plan, before} = purpose;
	try {
		const outcome = await store.deps.snapshots.restore(plan, before);
		// The next restore is made from what was read last: that must be the table as it is now.
		await store.deps.refresh();
		store.update(
			say(severityOf(outcome), restoreInWords(plan, outcome).join('; '), restoreOrigin),
			({done}) => ({applying: null, done: doneAfter(done, purpose, outcome)}),
		);
		if (outcome.result === 'failed') {
			await showWayOut(store, 'roll-back', {isOffered: true});
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin), () => ({applying: null}));
		void store.deps.refresh();
	}

	if (store.getState().view === 'snapshots') {
		await loadSnapshots(store);
	}
}

/** Shows the plan that brings an unfinished restore to its end. Where nothing is left to be done, it ends at once. */
export async function showWayOut(
	store: ConsoleStore,
	way: UnfinishedWay,
	{isOffered = false}: {readonly isOffered?: boolean} = {},
): Promise<void> {
	try {
		const {proposal, before} = await store.deps.snapshots.wayOut(way);
		const {plan, refused} = proposal;
		if (plan === undefined) {
			store.update(say('error', refusalInWords(refused), restoreOrigin));
			return;
		}

		const purpose: RestorePurpose = {kind: 'restore', plan, marked: null, before, takesBack: null};
		if (plan.steps.length > 0) {
			store.update(state => ({prompt: state.prompt ?? restorePrompt(state, purpose, isOffered)}));
			return;
		}

		const outcome = await store.deps.snapshots.restore(plan, before);
		if (!isOffered) {
			store.update(
				say(severityOf(outcome), restoreInWords(plan, outcome).join('; '), restoreOrigin),
			);
		}
	} catch (error) {
		store.update(say('error', reasonOf(error), restoreOrigin));
	}
}
