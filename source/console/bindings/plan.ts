/** The keys for a plan that waits for confirmation, and the one that undoes the last plan. */
import {countOf} from '../../text/figures.ts';
import {unreadLines} from '../screen/plan-lines.ts';
import type {Binding, CommandContext, ConsoleState, Frame} from '../state/model.ts';
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

/** Why the shown plan cannot be confirmed: its commands were not all on the screen, or the word is missing. */
function consentRefused(state: ConsoleState): string | null {
	const plan = shownPlan(state);
	if (plan === null) {
		return null;
	}

	const unread = unreadLines(plan, state);
	return unread > 0
		? `read all commands first: press ↓ or PgDn (${countOf(unread, 'more line')})`
		: consentMissing(plan);
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
		where: ['view', 'target'],
		changes: true,
		hint: {text: 'undo', priority: 3.5},
		disabled: undoRefused,
		run: ({store}) => askUndo(store),
	},
];

/** These look at the whole state, because the open view decides how much of a plan was on the screen. */
export const planBindings: readonly Binding[] = [
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
