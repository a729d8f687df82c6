/** The keys in a form. Typing works as at every prompt. */
import type {Binding, CommandContext} from '../../console/state/model.ts';
import {busy} from '../../console/state/permission.ts';
import {type as typeText} from '../../console/state/prompt.ts';
import {typedField} from './forms/check-form.ts';
import {type EditSeen, edit, openForm} from './forms/form.ts';
import {showFormPlan} from './forms/form-actions.ts';
import {completeField, leaveForm, moveFocus} from './forms/form-reducers.ts';

const shared = {group: 'Form', where: ['form'], changes: false} as const;

/** Whether Tab has nothing to complete, so that it goes to the next field. */
function nothingBegun(seen: EditSeen): boolean {
	const typed = typedField(seen);
	if (typed === null) {
		return true;
	}

	const {form, field, before, completions} = typed;
	const isOpen =
		before !== '' &&
		field.isWhole?.(before) !== true &&
		completions.items.length > 0 &&
		completions.items.every(item => item.text !== before);
	return form.cycle === undefined && !isOpen;
}

function notCycling(seen: EditSeen): boolean {
	return openForm(seen)?.cycle === undefined;
}

/** Completes the field, or goes to another one if there is nothing to complete. */
function completeOr(by: 1 | -1, isNothing: (seen: EditSeen) => boolean) {
	return ({store}: CommandContext): void => {
		const seen = edit.see(store.getState());
		store.update(isNothing(seen) ? moveFocus(by) : completeField(by));
	};
}

export const formBindings: readonly Binding<EditSeen>[] = [
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
		keys: ['tab'],
		command: 'complete-field',
		description:
			'complete the text, press it again for the next possibility; if there is none, go to the next field',
		hint: {text: 'next', priority: 2},
		run: completeOr(1, nothingBegun),
	},
	{
		...shared,
		keys: ['shift-tab'],
		command: 'complete-field-back',
		description: 'go back to the previous possibility; if there is none, to the previous field',
		run: completeOr(-1, notCycling),
	},
	{
		...shared,
		keys: ['down'],
		command: 'next-field',
		description: 'go to the next field',
		run: ({store}) => store.update(moveFocus(1)),
	},
	{
		...shared,
		keys: ['up'],
		command: 'previous-field',
		description: 'go to the previous field',
		run: ({store}) => store.update(moveFocus(-1)),
	},
	{
		...shared,
		keys: ['space'],
		command: 'change-choice',
		description:
			'go to the next choice or possibility; a letter goes to the next choice that begins with it',
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
