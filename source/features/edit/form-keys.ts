/** Keys in a form. Typing itself is the same as at every prompt. */
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
		description: 'show the plan that the form makes; it waits for a yes',
		changes: true,
		hint: {text: 'plan', priority: 1},
		disabled: busy,
		run: ({store}) => showFormPlan(store),
	},
	{
		...shared,
		keys: ['tab', 'down'],
		command: 'next-field',
		description: 'to the next field',
		hint: {text: 'next', priority: 2},
		run: ({store}) => store.update(moveFocus(1)),
	},
	{
		...shared,
		keys: ['shift-tab', 'up'],
		command: 'previous-field',
		description: 'to the field before',
		run: ({store}) => store.update(moveFocus(-1)),
	},
	{
		...shared,
		keys: ['space'],
		command: 'change-choice',
		description: 'the next choice, as → does; a letter goes to the next choice that begins with it',
		hint: {text: '← → change', priority: 3},
		run: ({store}) => store.update(typeText({edit: 'insert', text: ' '})),
	},
	{
		...shared,
		keys: ['esc'],
		command: 'leave-form',
		description: 'leave the form; asked for again where something was changed in it',
		hint: {text: 'leave', priority: 3},
		run: ({store}) => store.update(leaveForm),
	},
];
