/**
 * Changing weights: a plan is made, shown, agreed to, and only then carried out.
 */
import type {Outcome, Plan, Proposal} from '../actions/plan.ts';
import {proposeWeights} from '../actions/set-weight.ts';
import {findServers, type ServerInService} from './console-row.ts';
import type {ConsoleState} from './console-state.ts';
import type {ConsoleStore} from './console-store.ts';
import type {Severity} from './message.ts';
import {say} from './message-reducers.ts';
import {type Confirmation, consentMissing} from './prompt.ts';
import {askWeight, closePrompt} from './prompt-reducers.ts';
import {cursorRow} from './table-reducers.ts';
import {textInput} from './text-input.ts';
import {typedWeight} from './typed-values.ts';

const origin = 'weight';

/** The servers whose weight is meant: the marked ones, or else the one that the cursor is on. */
function targetsOf(state: ConsoleState): readonly ServerInService[] {
	if (state.marked.size > 0) {
		return findServers(state.poll.director, state.marked);
	}

	const row = cursorRow(state);
	return row?.kind === 'server' ? [{service: row.service, server: row.server}] : [];
}

/** Why no weight can be changed from where the cursor is; null where one can. */
export function weightRefused(state: ConsoleState): string | null {
	if (state.applying !== null) {
		return `wait: ${state.applying.title} is being carried out`;
	}

	if (targetsOf(state).length > 0) {
		return null;
	}

	return cursorRow(state) === undefined
		? 'there is no server to change'
		: 'this is a service: go to one of its servers, or mark them with Space';
}

/** Asks for the new weight of the marked servers, or of the one that the cursor is on. */
export function askForWeight(store: ConsoleStore): void {
	store.update(askWeight(targetsOf(store.getState())));
}

function showProposal(
	store: ConsoleStore,
	proposal: Proposal,
	step: Confirmation['step'] = null,
): void {
	if (proposal.plan === undefined) {
		store.update(say('warning', proposal.refused, origin));
		return;
	}

	const {plan} = proposal;
	store.update(() => ({prompt: {kind: 'confirm', plan, step, input: textInput(''), scroll: 0}}));
}

/** Takes the number that was typed, and shows the plan for it. Nothing typed changes nothing. */
export function proposeTypedWeight(store: ConsoleStore): void {
	const {prompt} = store.getState();
	if (prompt?.kind !== 'weight') {
		return;
	}

	const typed = typedWeight(prompt.input.text);
	if (typed.value !== undefined) {
		store.update(closePrompt);
		showProposal(store, proposeWeights(prompt.targets, {to: typed.value}));
	} else if (typed.error === null) {
		store.update(closePrompt, say('info', 'no weight was typed: nothing is changed', origin));
	}
}

/**
 * Shows the plan that adds to the weights; while it is shown, the same keys add to it, so that three
 * quick presses make one plan of three.
 */
export function stepWeights(store: ConsoleStore, by: 1 | -1): void {
	const {prompt} = store.getState();
	const step = prompt?.kind === 'confirm' ? prompt.step : null;
	const targets = step?.targets ?? targetsOf(store.getState());
	const total = (step?.by ?? 0) + by;
	if (total === 0) {
		store.update(closePrompt, say('info', 'the weights stay as they are', origin));
		return;
	}

	showProposal(store, proposeWeights(targets, {by: total}), {targets, by: total});
}

/** What is said of a plan's end. */
function verdict(plan: Plan, outcome: Outcome): {severity: Severity; text: string} {
	switch (outcome.result) {
		case 'done':
			return outcome.warnings.length === 0
				? {severity: 'info', text: `done: ${plan.title}`}
				: {severity: 'warning', text: `done: ${plan.title}; but ${outcome.warnings.join('; ')}`};
		case 'refused':
			return {severity: 'error', text: `refused, nothing was changed: ${outcome.reason}`};
		case 'failed':
			return {
				severity: 'error',
				text: [
					`failed after ${outcome.done} of ${plan.steps.length} commands: ${outcome.reason}`,
					...outcome.warnings,
				].join('; '),
			};
	}
}

/** Carries out the plan that is shown, says what became of it, and asks for a reading that shows it. */
export async function agree(store: ConsoleStore): Promise<void> {
	const {prompt, applying} = store.getState();
	if (prompt?.kind !== 'confirm' || applying !== null || consentMissing(prompt) !== null) {
		return;
	}

	const {plan} = prompt;
	store.update(closePrompt, say('info', `under way: ${plan.title}`, origin), () => ({
		applying: plan,
	}));
	let end: {severity: Severity; text: string};
	try {
		end = verdict(plan, await store.deps.apply(plan));
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		end = {severity: 'error', text: `failed: ${plan.title}: ${reason}`};
	}

	store.update(say(end.severity, end.text, origin), () => ({applying: null}));
	store.deps.refresh();
}

/** Leaves the plan that is shown. */
export function disagree(store: ConsoleStore): void {
	store.update(closePrompt, say('info', 'nothing was changed', origin));
}
