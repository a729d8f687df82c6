/**
 * A plan on the screen: shown, confirmed, run, reported, and undone.
 */

import {whyWord} from '../../plans/bulk.ts';
import {outcomeInWords, partsOf} from '../../plans/outcome-words.ts';
import {withOwnerWarnings} from '../../plans/owners/owner-warnings.ts';
import {type Outcome, type Plan, type Proposal, type Step, typedConsent} from '../../plans/plan.ts';
import {undoPlan} from '../../plans/undo.ts';
import {refuseForVersion} from '../../plans/validate/refuse-version.ts';
import {countOf} from '../../text/figures.ts';
import {reasonOf} from '../../text/reason.ts';
import {situationOf} from './director-situation.ts';
import {withDone} from './done-plan.ts';
import {withHiddenMarks} from './hidden-marks.ts';
import {remember, type Severity, say, show} from './message.ts';
import type {Confirmation, ConsoleStore, DonePlan, Frame, Reducer} from './model.ts';
import {busy} from './permission.ts';
import {closePrompt, shownPlan} from './prompt.ts';
import type {Reason} from './refusal.ts';
import {textInput} from './text-input.ts';

/** The way a plan is shown. */
export type Showing = Omit<Confirmation, 'kind' | 'plan' | 'director' | 'input' | 'scroll'>;

/** The dialog of a plan, with warnings about other owners of the table. */
export function confirmationOf(
	{director}: Pick<Frame, 'director'>,
	plan: Plan,
	showing: Showing,
): Confirmation {
	return {
		kind: 'confirm',
		plan: withOwnerWarnings(plan, director.facts?.owners ?? null),
		director: director.id,
		...showing,
		input: textInput(''),
		scroll: 0,
	};
}

/** The proposal; refused if the director's ipvsadm is too old for it. */
function forThisDirector(proposal: Proposal, {director}: Pick<Frame, 'director'>): Proposal {
	const version = director.facts?.ipvsadm ?? null;
	const tooOld = proposal.plan ? refuseForVersion(proposal.plan.steps, version) : null;
	return tooOld === null ? proposal : {refused: tooOld};
}

/** Shows the plan of a proposal and waits for confirmation; if there is no plan, shows the reason. */
export function showProposal(store: ConsoleStore, proposal: Proposal, showing: Showing): void {
	const {plan, refused} = forThisDirector(proposal, store.getState());
	store.update(
		plan === undefined
			? say('warning', refused, showing.origin)
			: state => ({
					prompt: confirmationOf(state, withHiddenMarks(plan, state.selection), showing),
				}),
	);
}

/**
 * Why a plan cannot be confirmed by a key: it has no steps left, or it is confirmed by a word because it drops traffic
 * or has many commands. Null if it can.
 */
export function consentMissing({plan, input}: Confirmation): string | null {
	if (plan.steps.length === 0) {
		return 'no differences, so there is nothing to run';
	}

	const why = whyWord(plan);
	return why === null || input.text.trim() === typedConsent
		? null
		: `type ${typedConsent} to confirm: ${why}`;
}

/** The message about the outcome of a plan. */
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

/** The plans that can be undone, after one more has ended. */
function doneAfter(
	done: Frame['done'],
	{plan, director, isUndo}: Confirmation,
	outcome: Outcome,
): Frame['done'] {
	switch (outcome.result) {
		case 'done':
			return isUndo ? done.slice(0, -1) : withDone(done, {plan, director, done: plan.steps.length});
		case 'failed':
			return outcome.done === 0 ? done : withDone(done, {plan, director, done: outcome.done});
		case 'refused':
			return done;
	}
}

/** Why nothing can be undone; null if something can. */
export function undoRefused(frame: Frame): Reason | null {
	return busy(frame) ?? (frame.done.length === 0 ? 'nothing to undo' : null);
}

function proposeUndo({director}: Frame, {plan, done}: DonePlan): Proposal {
	return undoPlan(plan, {done, ...situationOf(director)});
}

/** Shows the plan that undoes the last plan. */
export function askUndo(store: ConsoleStore): void {
	const state = store.getState();
	const last = state.done.at(-1);
	if (last?.way !== undefined) {
		last.way.undo(store);
	} else if (last !== undefined) {
		showProposal(store, proposeUndo(state, last), {origin: 'undo', isUndo: true});
	}
}

/** After a partial failure: offers the plan that undoes the executed part. */
function offerUndo(outcome: Outcome): Reducer {
	return state => {
		const last = state.done.at(-1);
		if (outcome.result !== 'failed' || outcome.done === 0 || last === undefined) {
			return {};
		}

		const {plan} = proposeUndo(state, last);
		return plan === undefined || state.prompt !== null
			? {}
			: {prompt: confirmationOf(state, plan, {origin: 'undo', isUndo: true, isOffered: true})};
	};
}

/** The number of commands of each kind to list; the log has them all. */
const named = 50;

function commandsInWords(steps: readonly Step[]): string {
	const first = steps.slice(0, named).map(({command}) => command.join(' '));
	const more = steps.length - first.length;
	return [...first, ...(more > 0 ? [`and ${countOf(more, 'more command')}`] : [])].join('; ');
}

/** Adds to the messages which commands were run and which were not, unless all are of one kind. */
function tellPartialFailure(plan: Plan, outcome: Outcome, origin: string): Reducer {
	return ({messages}) => {
		if (outcome.result !== 'failed') {
			return {};
		}

		const {done, unknown, left} = partsOf(plan, outcome);
		const parts = [
			{title: 'not run', steps: left},
			{title: 'may have run', steps: unknown},
			{title: 'run', steps: done},
		].filter(({steps}) => steps.length > 0);
		return parts.length < 2
			? {}
			: {
					messages: parts
						.map(({title, steps}) => `${title}: ${commandsInWords(steps)}`)
						.reduce((kept, text) => remember(kept, {severity: 'warning', text, origin}), messages),
				};
	};
}

/** The shortest time between two figures of progress, milliseconds. */
const progressPeriod = 200;

/** Runs the plan, shows its progress, and can be stopped between two commands. */
async function applied(store: ConsoleStore, {plan, director}: Confirmation): Promise<Outcome> {
	const stopping = new AbortController();
	const stopApplying = plan.steps.length > 1 ? () => stopping.abort() : null;
	let shownAt = store.deps.monotonic();
	const onStep = (done: number): void => {
		const now = store.deps.monotonic();
		if (now - shownAt >= progressPeriod) {
			shownAt = now;
			store.update(() => ({applied: done}));
		}
	};
	store.update(() => ({applied: 0, stopApplying}));
	try {
		return await store.deps.apply(plan, director, {onStep, stop: stopping.signal});
	} catch (error) {
		const reason = reasonOf(error);
		return {result: 'failed', reason, done: 0, warnings: []};
	} finally {
		store.update(() => ({stopApplying: null}));
	}
}

/** Why no plan can be stopped; null if one can. */
export function stopRefused({stopApplying}: Pick<Frame, 'stopApplying'>): string | null {
	return stopApplying === null ? 'no plan of several commands is running' : null;
}

/** Stops the running plan before its next command. */
export const stopPlan: Reducer = ({stopApplying}) => {
	stopApplying?.();
	return {};
};

/** Runs the shown plan, reports its outcome, and requests a reading that shows it. */
export async function agree(store: ConsoleStore): Promise<void> {
	const {prompt, applying, dryRun, assembly} = store.getState();
	if (prompt?.kind !== 'confirm' || applying !== null || consentMissing(prompt) !== null) {
		return;
	}

	const {plan, origin} = prompt;
	if (dryRun) {
		store.update(closePrompt, say('info', `dry run, nothing was changed: ${plan.title}`, origin));
		return;
	}

	store.update(closePrompt, show('info', `running: ${plan.title}`, origin), () => ({
		applying: plan,
	}));
	if (prompt.carryOut !== undefined) {
		await prompt.carryOut(store);
		return;
	}

	const outcome = await applied(store, prompt);
	const {severity, text} = verdict(plan, outcome);
	store.update(
		tellPartialFailure(plan, outcome, origin),
		...assembly.features.map(feature => feature.afterPlan(plan, outcome)),
		say(severity, text, origin),
		({done}) => ({applying: null, done: doneAfter(done, prompt, outcome)}),
		...(outcome.result === 'done' ? [] : [offerUndo(outcome)]),
		...(prompt.whenDone === undefined ? [] : [prompt.whenDone(outcome)]),
	);
	void store.deps.refresh(prompt.director);
}

/** Cancels the shown plan. */
export function disagree(store: ConsoleStore): void {
	const prompt = shownPlan(store.getState());
	if (prompt !== null) {
		const {origin, whenLeft = ''} = prompt;
		// Only what is still to be done about it matters later.
		const tell = whenLeft === '' ? show : say;
		store.update(closePrompt, tell('info', `nothing was changed${whenLeft}`, origin));
	}
}
