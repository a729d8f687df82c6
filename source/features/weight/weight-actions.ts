/**
 * Changes weights: a typed or stepped value becomes a plan that is shown.
 */
import {typingRoom} from '../../console/screen/prompt-line.ts';
import type {Destination} from '../../console/state/console-row.ts';
import {situationOf} from '../../console/state/director-situation.ts';
import {hiddenAmong} from '../../console/state/hidden-marks.ts';
import {show} from '../../console/state/message.ts';
import type {CommandContext, ConsoleState, ConsoleStore, Frame} from '../../console/state/model.ts';
import {weightsRefused} from '../../console/state/permission.ts';
import {showProposal} from '../../console/state/plan-dialog.ts';
import {askValue, closePrompt, type Typed} from '../../console/state/prompt.ts';
import type {Reason} from '../../console/state/refusal.ts';
import {defineTopic} from '../../console/state/topic.ts';
import {textWidth} from '../../console/text/text.ts';
import {targetsName} from '../../plans/known-row.ts';
import {proposeWeights, readWeightChange, type WeightChange} from '../../plans/set-weight.ts';
import {fullFigure} from '../../text/figures.ts';

const origin = 'weight';

/** Parses a weight from 0 to 65535, or a change of it: `+1`, `-1`, `50%`, `x2`. */
export function typedWeight(text: string): Typed<WeightChange> {
	const trimmed = text.trim();
	if (trimmed === '') {
		return {error: null};
	}

	const {change, problem} = readWeightChange(trimmed);
	return change === undefined ? {error: problem.message} : {value: change};
}

/** The present weights, or only the lowest and the highest if there are many. */
function presentWeights(targets: readonly Destination[]): string {
	const weights = targets.map(({server}) => server.weight);
	const all = weights.join(', ');
	const sorted = weights.toSorted((one, other) => one - other);
	return all.length <= 12 ? all : `${sorted[0]}–${sorted.at(-1)}`;
}

/** The cells for a typed weight or a change of it. */
const typedCells = 14;

/**
 * The question, with the present value. On a narrow screen the row at the cursor shows which service it is; how many
 * servers a filter or a fold hides matters more than their present weights.
 */
function weightQuestion(targets: readonly Destination[], {size, selection}: ConsoleState): string {
	const name = targetsName(targets);
	const short = name.replace(/ in .*/, '');
	const hidden = hiddenAmong(selection, targets);
	const unseen = hidden === 0 ? null : `${fullFigure(hidden)} not shown`;
	const now = `now ${presentWeights(targets)}`;
	const facts = unseen === null ? now : `${unseen}; ${now}`;
	const least = ` weight of ${short} (${unseen ?? now}): `;
	const whole = ` weight of ${name} (${facts}): `;
	const brief = ` weight of ${short} (${facts}): `;
	const fits = (question: string, typed: number) => textWidth(question) <= size.columns - typed;
	// With the usual room an error has its place beside the text.
	return fits(whole, typingRoom(size.columns)) ? whole : fits(brief, typedCells) ? brief : least;
}

/**
 * Asks for the new weight of the marked servers, or of the one at the cursor. The plan is made from the rows as the
 * operator saw them when asking, and from no others.
 */
export function askForWeight(store: ConsoleStore): void {
	const targets = store.getState().selection.targets();
	store.update(
		askValue(
			{
				name: 'weight',
				question: state => weightQuestion(targets, state),
				room: typedCells,
				parse: typedWeight,
				forms: 'a number, or +1, -1, 50% or x2',
			},
			{
				take: (_, change) =>
					showProposal(
						store,
						proposeWeights(targets, change, situationOf(store.getState().director)),
						{
							origin,
						},
					),
				takeNothing: show('info', 'no weight given: nothing was changed', origin),
			},
		),
	);
}

/**
 * Shows the plan for a weight typed after `:weight`.
 * @returns what is wrong with the text; null if nothing is
 */
export function takeWeight({store}: CommandContext, text: string): string | null {
	const {value: change, error} = typedWeight(text);
	if (change === undefined) {
		return error ?? 'a weight is a whole number';
	}

	const {selection, director} = store.getState();
	showProposal(store, proposeWeights(selection.targets(), change, situationOf(director)), {
		origin,
	});
	return null;
}

/** Marks a shown plan that was made by steps, so that further steps can change it. */
const steps = defineTopic<{
	readonly targets: readonly Destination[];
	readonly by: number;
}>('steps');

/** Why weights cannot be stepped; null if they can. A shown plan can be stepped further only if steps have made it. */
export function stepRefused(frame: Frame): Reason | null {
	if (frame.prompt?.kind === 'confirm') {
		return steps.confirmed(frame.prompt)
			? null
			: {
					sentence: '+ and - only change a plan that was made with them',
					brief: 'not a plan of + and -',
				};
	}

	return weightsRefused(frame);
}

/**
 * Shows the plan that adds to the weights. While it is shown, the same keys add to it, so that three quick presses make
 * one plan.
 */
export function stepWeights(store: ConsoleStore, by: 1 | -1): void {
	const {prompt, selection, director} = store.getState();
	const step = steps.of(prompt);
	const targets = step?.targets ?? selection.targets();
	const total = (step?.by ?? 0) + by;
	if (total === 0) {
		store.update(closePrompt, show('info', 'no weight would change', origin));
		return;
	}

	showProposal(store, proposeWeights(targets, {by: total}, situationOf(director)), {
		origin,
		topic: steps.topic({targets, by: total}),
	});
}
