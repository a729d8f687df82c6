/**
 * A plan on the screen: shown, agreed to, carried out, and what became of it; and taken back.
 */

import {noteDeletions} from '../../features/drain/drain-deletions.ts';
import {doubtDrains} from '../../features/drain/drains.ts';
import {closeFormAfter} from '../../features/edit/forms/form-reducers.ts';
import {askTakeBack, carryOutRestore} from '../../features/snapshots/console/restore-actions.ts';
import {outcomeInWords} from '../../plans/outcome-words.ts';
import type {Outcome, Plan, Proposal} from '../../plans/plan.ts';
import {unknownSysctls} from '../../plans/seen.ts';
import {undoPlan} from '../../plans/undo.ts';
import {busy} from './busy.ts';
import {confirmationOf, type Showing} from './confirmation.ts';
import type {ConsoleState} from './console-state.ts';
import type {ConsoleStore, Reducer} from './console-store.ts';
import {type DonePlan, withDone} from './done-plan.ts';
import {tellHalfWay} from './half-way.ts';
import type {Severity} from './message.ts';
import {say} from './message-reducers.ts';
import {type Confirmation, consentMissing} from './prompt.ts';
import {closePrompt} from './prompt-reducers.ts';

/** Shows the plan of a proposal and waits for an answer; where there is none, says why. */
export function showProposal(store: ConsoleStore, proposal: Proposal, showing: Showing): void {
	const {plan, refused} = proposal;
	store.update(
		plan === undefined
			? say('warning', refused, showing.origin)
			: state => ({prompt: confirmationOf(state, plan, showing)}),
	);
}

/** What is said of a plan's end. */
function verdict(plan: Plan, outcome: Outcome): {severity: Severity; text: string} {
	const words = outcomeInWords(plan, outcome);
	switch (outcome.result) {
		case 'done':
			return outcome.warnings.length === 0
				? {severity: 'info', text: words}
				: {severity: 'warning', text: `${words}; but ${outcome.warnings.join('; ')}`};
		case 'refused':
			return {severity: 'error', text: words};
		case 'failed':
			return {severity: 'error', text: [words, ...outcome.warnings].join('; ')};
	}
}

/** The plans that can be taken back, after one more has come to its end. */
function doneAfter(
	done: ConsoleState['done'],
	{plan, purpose}: Confirmation,
	outcome: Outcome,
): ConsoleState['done'] {
	switch (outcome.result) {
		case 'done':
			return purpose.kind === 'undo'
				? done.slice(0, -1)
				: withDone(done, {plan, done: plan.steps.length});
		case 'failed':
			return outcome.done === 0 ? done : withDone(done, {plan, done: outcome.done});
		case 'refused':
			return done;
	}
}

/** Why nothing can be taken back; null where something can. */
export function undoRefused(state: ConsoleState): string | null {
	return busy(state) ?? (state.done.length === 0 ? 'there is nothing to take back' : null);
}

function proposeUndo({poll, facts}: ConsoleState, {plan, done}: DonePlan): Proposal {
	return undoPlan(plan, {
		done,
		services: poll.director?.services ?? [],
		sysctls: facts?.sysctls ?? unknownSysctls,
	});
}

/** Shows the plan that takes back what was done last. */
export function askUndo(store: ConsoleStore): void {
	const state = store.getState();
	const last = state.done.at(-1);
	if (last?.restore !== undefined) {
		void askTakeBack(store, last.restore);
	} else if (last !== undefined) {
		showProposal(store, proposeUndo(state, last), {origin: 'undo', purpose: {kind: 'undo'}});
	}
}

/** After a failure half-way: the plan that takes back what was done stands ready to be agreed to. */
function offerToTakeBack(outcome: Outcome): Reducer {
	return state => {
		const last = state.done.at(-1);
		if (outcome.result !== 'failed' || outcome.done === 0 || last === undefined) {
			return {};
		}

		const {plan} = proposeUndo(state, last);
		return plan === undefined || state.prompt !== null
			? {}
			: {
					prompt: confirmationOf(state, plan, {
						origin: 'undo',
						purpose: {kind: 'undo'},
						isOffered: true,
					}),
				};
	};
}

/** Carries out the plan that is shown, says what became of it, and asks for a reading that shows it. */
export async function agree(store: ConsoleStore): Promise<void> {
	const {prompt, applying, dryRun} = store.getState();
	if (prompt?.kind !== 'confirm' || applying !== null || consentMissing(prompt) !== null) {
		return;
	}

	const {plan, origin} = prompt;
	if (dryRun) {
		store.update(closePrompt, say('info', `dry run, nothing was changed: ${plan.title}`, origin));
		return;
	}

	store.update(closePrompt, say('info', `under way: ${plan.title}`, origin), () => ({
		applying: plan,
	}));
	if (prompt.purpose.kind === 'restore') {
		await carryOutRestore(store, prompt.purpose);
		return;
	}

	let outcome: Outcome;
	try {
		outcome = await store.deps.apply(plan);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		outcome = {result: 'failed', reason, done: 0, warnings: []};
	}

	const {severity, text} = verdict(plan, outcome);
	store.update(
		...(outcome.result === 'failed'
			? [tellHalfWay(plan, outcome.done, origin), doubtDrains(plan, outcome.done)]
			: []),
		say(severity, text, origin),
		({done}) => ({applying: null, done: doneAfter(done, prompt, outcome)}),
		outcome.result === 'done' ? noteDeletions(prompt) : offerToTakeBack(outcome),
		closeFormAfter(prompt.purpose, outcome),
	);
	void store.deps.refresh();
}

/** Leaves the plan that is shown; of a restore that stays unfinished then, says how to come back to it. */
export function disagree(store: ConsoleStore): void {
	const {prompt} = store.getState();
	if (prompt?.kind !== 'confirm') {
		return;
	}

	const {origin, purpose} = prompt;
	const isUnfinished = purpose.kind === 'restore' && purpose.before !== null;
	const way = isUnfinished ? '; :unfinished-restore comes back to this restore' : '';
	store.update(closePrompt, say('info', `nothing was changed${way}`, origin));
}
