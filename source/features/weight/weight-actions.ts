/**
 * Changing weights: what is typed or stepped becomes a plan that is shown.
 */

import type {ConsoleStore} from '../../console/state/console-store.ts';
import {say} from '../../console/state/message-reducers.ts';
import {showProposal} from '../../console/state/plan-actions.ts';
import {askWeight, closePrompt} from '../../console/state/prompt-reducers.ts';
import {targetsOf} from '../../console/state/targets.ts';
import {typedWeight} from '../../console/state/typed-values.ts';
import {proposeWeights} from './set-weight.ts';

const origin = 'weight';

/** Asks for the new weight of the marked servers, or of the one that the cursor is on. */
export function askForWeight(store: ConsoleStore): void {
	store.update(askWeight(targetsOf(store.getState())));
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
		showProposal(store, proposeWeights(prompt.targets, {to: typed.value}), {origin});
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
	const step = prompt?.kind === 'confirm' && prompt.purpose.kind === 'step' ? prompt.purpose : null;
	const targets = step?.targets ?? targetsOf(store.getState());
	const total = (step?.by ?? 0) + by;
	if (total === 0) {
		store.update(closePrompt, say('info', 'the weights stay as they are', origin));
		return;
	}

	showProposal(store, proposeWeights(targets, {by: total}), {
		origin,
		purpose: {kind: 'step', targets, by: total},
	});
}
