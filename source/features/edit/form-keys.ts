/** The keys in a form. Typing works as at every prompt. */
import type {Binding, Frame} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {type as typeText} from '../../console/state/prompt.ts';
import {showFormPlan} from './forms/form-actions.ts';
import {leaveForm, moveFocus} from './forms/form-reducers.ts';

const shared = {group: 'Form', where: ['form'], changes: false} as const;

export const formBindings: readonly Binding<Frame>[] = [
	{
		...shared,
		keys: ['enter'],
		command: 'show-plan',
		description: 'show the plan of this form; it waits for your answer',
		changes: true,
		hint: {text: 'plan', priority: 1},
		disabled: busy,
		run: ({store}) => showFormPlan(store),
	},
	{
		...shared,
		keys: ['tab', 'down'],
		command: 'next-field',
		description: 'go to the next field',
		hint: {text: 'next', priority: 2},
		run: ({store}) => store.update(moveFocus(1)),
	},
	{
		...shared,
		keys: ['shift-tab', 'up'],
		command: 'previous-field',
		description: 'go to the previous field',
		run: ({store}) => store.update(moveFocus(-1)),
	},
	{
		...shared,
		keys: ['space'],
		command: 'change-choice',
		description: 'go to the next choice; a letter goes to the next choice that begins with it',
		hint: {text: 'change', priority: 3, beside: ['character-left', 'character-right']},
		run: ({store}) => store.update(typeText({edit: 'insert', text: ' '})),
	},
	{
		...shared,
		keys: ['esc'],
		command: 'leave-form',
		description: 'leave the form; press it twice if you have changed something',
		hint: {text: 'leave', priority: 3},
		run: ({store}) => store.update(leaveForm),
	},
];
