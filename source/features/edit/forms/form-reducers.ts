/**
 * Typing in a form, and moving between its fields.
 */
import {say} from '../../../console/state/message.ts';
import type {Reducer} from '../../../console/state/model.ts';
import {characters, editText, type TextEdit} from '../../../console/state/text-input.ts';
import {fieldsOfForm, focusedField} from './check-form.ts';
import {type ChoiceField, type Field, toggleValue} from './field.ts';
import {type EditState, edit, type Form, isChanged, openForm} from './form.ts';

function changed(form: Form, change: Partial<Form>): EditState {
	return {form: {...form, isLeaving: false, ...change}};
}

function changeForm(change: (form: Form) => Partial<Form>): Reducer {
	return edit.reduce(seen => {
		const form = openForm(seen);
		return form === null ? {} : {own: changed(form, change(form))};
	});
}

function focusOn(name: string, {values}: Form): Partial<Form> {
	return {focus: name, position: characters(values[name] ?? '').length};
}

/** Focuses the field with this name. */
export function focusField(name: string): Reducer {
	return changeForm(form => focusOn(name, form));
}

/** Focuses the next or previous field; after the last comes the first. */
export function moveFocus(by: 1 | -1): Reducer {
	return changeForm(form => {
		const fields = fieldsOfForm(form);
		const index = fields.findIndex(({name}) => name === form.focus);
		const next = fields[(index + by + fields.length) % fields.length];
		return next === undefined ? {} : focusOn(next.name, form);
	});
}

/** The choice after a key: an arrow selects the next one, a letter the next one that begins with it. */
function chosen({choices}: ChoiceField, value: string, change: TextEdit): string {
	const {length} = choices;
	const index = choices.findIndex(choice => choice.value === value);
	const choiceAt = (place: number) => choices[(place + length) % length];
	const at = (place: number): string => choiceAt(place)?.value ?? value;
	switch (change.edit) {
		case 'left':
			return at(index - 1);
		case 'right':
			return at(index + 1);
		case 'start':
			return at(0);
		case 'end':
			return at(-1);
		case 'insert': {
			if (change.text === ' ') {
				return at(index + 1);
			}

			const typed = change.text.toLowerCase();
			const fitting = choices.findIndex((_, place) =>
				choiceAt(index + 1 + place)
					?.label.toLowerCase()
					.startsWith(typed),
			);
			return fitting === -1 ? value : at(index + 1 + fitting);
		}

		default:
			return value;
	}
}

const turning: readonly TextEdit['edit'][] = ['left', 'right'];

function edited(field: Field, {values, position}: Form, change: TextEdit): Partial<Form> {
	const value = values[field.name] ?? '';
	switch (field.kind) {
		case 'text': {
			const input = editText({text: value, position}, change);
			return {values: {...values, [field.name]: input.text}, position: input.position};
		}

		case 'choice':
			return {values: {...values, [field.name]: chosen(field, value, change)}};
		case 'toggle': {
			const isTurned =
				turning.includes(change.edit) || (change.edit === 'insert' && change.text === ' ');
			return isTurned ? {values: {...values, [field.name]: toggleValue(value !== 'yes')}} : {};
		}
	}
}

/** Edits the focused field: types text, changes the choice, or flips the toggle. */
export function typeInForm(change: TextEdit): Reducer {
	return changeForm(form => {
		const field = focusedField(form);
		return field === undefined ? {} : edited(field, form, change);
	});
}

/** Leaves the form. With unsaved changes it has to be pressed twice. */
export const leaveForm: Reducer = edit.reduce(seen => {
	const form = openForm(seen);
	if (form === null || form.isLeaving || !isChanged(form)) {
		return {overlay: null};
	}

	return {
		own: changed(form, {isLeaving: true}),
		...say(
			'warning',
			`your changes will be lost: press ${seen.keyOf('leave-form')} again to leave`,
			'form',
		)(seen),
	};
});
