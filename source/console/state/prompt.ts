/**
 * What the console asks for: a line of text, or whether a plan is to be carried out.
 */
import type {DrainWishes} from '../../features/drain/drain-briefing.ts';
import type {RestorePurpose} from '../../features/snapshots/console/restore-prompt.ts';
import type {SnapshotPrompt} from '../../features/snapshots/console/snapshot-prompt.ts';
import {type Plan, typedConsent} from '../../plans/plan.ts';
import type {RowId, ServerInService} from './console-row.ts';
import {type TextInput, textInput} from './text-input.ts';
import {typedBudget, typedInterval, typedWeight} from './typed-values.ts';

/** The filter shows its effect while it is typed; Esc brings back what was before. */
export interface FilterPrompt {
	readonly kind: 'filter';
	readonly input: TextInput;
	readonly before: {readonly filter: string; readonly cursor: RowId | null};
}

/** The rows are those that the person saw when asking; a plan is made from them and no others. */
export interface WeightPrompt {
	readonly kind: 'weight';
	readonly input: TextInput;
	readonly targets: readonly ServerInService[];
}

export interface IntervalPrompt {
	readonly kind: 'interval';
	readonly input: TextInput;
}

/** Asks how long one reading of the connection table may take. */
export interface BudgetPrompt {
	readonly kind: 'budget';
	readonly input: TextInput;
}

export interface CommandPrompt {
	readonly kind: 'command';
	readonly input: TextInput;
}

/** It drains these servers, in a way that is chosen while the plan is shown. */
export interface DrainPurpose {
	readonly kind: 'drain';
	readonly targets: readonly ServerInService[];
	readonly wishes: DrainWishes;
}

/** What a plan was made for, where more follows from it than the plan itself. */
export type PlanPurpose =
	/** Nothing more. */
	| {readonly kind: 'edit'}
	/** `+` and `-` made the plan, and can go on changing it. */
	| {
			readonly kind: 'step';
			readonly targets: readonly ServerInService[];
			readonly by: number;
	  }
	| DrainPurpose
	| RestorePurpose
	/** It is what the open form says. */
	| {readonly kind: 'form'}
	/** It takes back what was done last. */
	| {readonly kind: 'undo'};

/** A plan waits for a yes or a no. */
export interface Confirmation {
	readonly kind: 'confirm';
	readonly plan: Plan;
	readonly purpose: PlanPurpose;
	/** Where messages about it come from: `weight`, `undo`, … */
	readonly origin: string;
	/** Whether nobody asked for it just now: then Enter, pressed for something else, does not agree to it. */
	readonly isOffered?: true;
	/** What is typed to agree where a key is not enough. */
	readonly input: TextInput;
	/** Lines of the list of commands that are above the dialog's first line. */
	readonly scroll: number;
}

export type TextPrompt =
	| FilterPrompt
	| WeightPrompt
	| IntervalPrompt
	| BudgetPrompt
	| CommandPrompt
	| SnapshotPrompt;

export type Prompt = TextPrompt | Confirmation;

/** What is wrong with what was typed so far, or null. */
export function promptError(prompt: TextPrompt): string | null {
	switch (prompt.kind) {
		case 'weight':
			return typedWeight(prompt.input.text).error ?? null;
		case 'interval':
			return typedInterval(prompt.input.text).error ?? null;
		case 'budget':
			return typedBudget(prompt.input.text).error ?? null;
		case 'filter':
		case 'command':
		case 'snapshot':
			return null;
	}
}

/**
 * Why a plan cannot be agreed to: nothing is left of it after a choice, or it drops traffic, which is agreed to by
 * a word and not by a key. Null where it can.
 */
export function consentMissing({plan, input}: Confirmation): string | null {
	if (plan.steps.length === 0) {
		return 'nothing differs: there is nothing to carry out';
	}

	return plan.danger === 'none' || input.text.trim() === typedConsent
		? null
		: `type ${typedConsent} to agree: this drops traffic`;
}

/** An empty prompt for a command's name. */
export const commandPrompt: CommandPrompt = {kind: 'command', input: textInput('')};
