/** The keys for a plan that waits for confirmation, and the one that undoes the last plan. */
import type {Binding, CommandContext, Frame} from '../state/model.ts';
import {
	agree,
	askUndo,
	consentMissing,
	disagree,
	stopPlan,
	stopRefused,
	undoRefused,
} from '../state/plan-dialog.ts';
import {shownPlan} from '../state/prompt.ts';

const plan = {group: 'Plan', changes: false, isFixed: true} as const;

function consentRefused(frame: Frame): string | null {
	const plan = shownPlan(frame);
	return plan === null ? null : consentMissing(plan);
}

/** Many answer a question by `yes` and Enter, although `y` is enough. */
const restOfYes = ['e', 's', 'enter'];

/** The time in which the rest of the word is typed, milliseconds. */
const answerTime = 2000;

const agreement = {
	group: 'Plan',
	changes: true,
	isFixed: true,
	disabled: consentRefused,
	run({store}: CommandContext) {
		void agree(store);
	},
} as const;

export const undoBindings: readonly Binding<Frame>[] = [
	{
		group: 'Change',
		keys: ['u'],
		command: 'undo',
		description: 'undo the last change; again for the one before it',
		where: ['view'],
		changes: true,
		hint: {text: 'undo', priority: 3.5},
		disabled: undoRefused,
		run: ({store}) => askUndo(store),
	},
];

export const planBindings: readonly Binding<Frame>[] = [
	{
		...plan,
		keys: ['ctrl-k'],
		command: 'stop-plan',
		description: 'stop the running plan before its next command',
		where: ['everywhere'],
		hint: {text: 'stop the plan', priority: 0.5},
		disabled: stopRefused,
		run: ({store}) => store.update(stopPlan),
	},
	{
		...agreement,
		keys: ['y'],
		command: 'agree',
		description: 'run the plan as shown',
		where: ['confirm'],
		hint: {text: 'run it', priority: 1},
		run({store}) {
			store.update(() => ({
				typedAhead: {keys: restOfYes, until: store.deps.monotonic() + answerTime},
			}));
			void agree(store);
		},
	},
	{
		...agreement,
		keys: ['enter'],
		command: 'agree-by-enter',
		description: 'run the plan as shown, if you asked for it',
		where: ['confirm'],
		disabled: state =>
			shownPlan(state)?.isOffered
				? 'you did not ask for this plan: press y to run it'
				: consentRefused(state),
	},
	{
		...agreement,
		keys: ['enter'],
		command: 'agree-by-word',
		description: 'run a plan that drops traffic, after you have typed the word',
		where: ['consent'],
		hint: {text: 'run it', priority: 1},
	},
	{
		...plan,
		keys: ['n', 'esc', 'q'],
		command: 'disagree',
		description: 'cancel the plan; nothing changes',
		where: ['confirm'],
		hint: {text: 'cancel', priority: 2},
		run: ({store}) => disagree(store),
	},
	{
		...plan,
		keys: ['esc'],
		command: 'disagree-by-esc',
		description: 'cancel the plan while you type the word; nothing changes',
		where: ['consent'],
		hint: {text: 'cancel', priority: 2},
		run: ({store}) => disagree(store),
	},
];
