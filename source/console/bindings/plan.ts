/** Keys while a plan waits for an answer, and the one that undoes the last plan. */
import type {Binding, Frame} from '../state/model.ts';
import {agree, askUndo, consentMissing, disagree, undoRefused} from '../state/plan-dialog.ts';
import {shownPlan} from '../state/prompt.ts';

const plan = {group: 'Plan'} as const;

function consentRefused(frame: Frame): string | null {
	const plan = shownPlan(frame);
	return plan === null ? null : consentMissing(plan);
}

export const undoBindings: readonly Binding<Frame>[] = [
	{
		group: 'Change',
		keys: ['u'],
		command: 'undo',
		description: 'take back what was done last; again for the one before',
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
		keys: ['y'],
		command: 'agree',
		description: 'carry the plan out as shown',
		where: ['confirm'],
		changes: true,
		hint: {text: 'carry it out', priority: 1},
		disabled: consentRefused,
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['enter'],
		command: 'agree-by-enter',
		description: 'carry the plan out as shown, where you have asked for it',
		where: ['confirm'],
		changes: true,
		disabled: state =>
			shownPlan(state)?.isOffered
				? 'this was not asked for just now: y carries it out'
				: consentRefused(state),
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['enter'],
		command: 'agree-by-word',
		description: 'carry a plan out that drops traffic, after the word has been typed',
		where: ['consent'],
		changes: true,
		hint: {text: 'carry it out', priority: 1},
		disabled: consentRefused,
		run: ({store}) => {
			void agree(store);
		},
	},
	{
		...plan,
		keys: ['n', 'esc', 'q'],
		command: 'disagree',
		description: 'leave everything as it is',
		where: ['confirm'],
		changes: false,
		hint: {text: 'change nothing', priority: 2},
		run: ({store}) => disagree(store),
	},
	{
		...plan,
		keys: ['esc'],
		command: 'disagree-by-esc',
		description: 'leave everything as it is, while the word is being typed',
		where: ['consent'],
		changes: false,
		hint: {text: 'change nothing', priority: 2},
		run: ({store}) => disagree(store),
	},
];
