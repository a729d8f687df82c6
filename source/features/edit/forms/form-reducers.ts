/**
 * Typing in a form, and moving between its fields.
 */

import {completeInput} from '../../../console/state/completion.ts';
import {show} from '../../../console/state/message.ts';
import type {Reducer} from '../../../console/state/model.ts';
import {closeOverlay} from '../../../console/state/screen-actions.ts';
import {editText, type TextEdit, textInput} from '../../../console/state/text-input.ts';
import {characters} from '../../../text/characters.ts';
import {fieldsOfForm, focusedField} from './check-form.ts';
import type {FormContext} from './completions.ts';
import {
	type ChoiceField,
	type Field,
	type FieldCompletion,
	fieldCompletions,
	type TextField,
	toggleValue,
} from './field.ts';
import {contextOf, type EditState, edit, type Form, isChanged, openForm} from './form.ts';

/** A changed form. Possibilities that Tab was going through are over unless the change sets them again. */
function changed(form: Form, change: Partial<Form>): Pick<EditState, 'form'> {
	const {cycle: _, ...rest} = form;
	return {form: {...rest, isLeaving: false, ...change}};
}

function changeForm(change: (form: Form, context: FormContext) => Partial<Form>): Reducer {
	return edit.reduce(seen => {
		const form = openForm(seen);
		return form === null ? {} : {own: changed(form, change(form, contextOf(seen)))};
	});
}

function focusOn(name: string, {values}: Form): Partial<Form> {
	return {focus: name, position: characters(values[name] ?? '').length, isFresh: true};
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

/**
 * The form after a further possibility of a text field. Values that it takes over replace those that the operator has not
 * changed.
 */
function completed(field: TextField, form: Form, by: 1 | -1): Partial<Form> {
	const {values, initial} = form;
	const text = values[field.name] ?? '';
	const all = field.complete?.() ?? [];
	const place = form.cycle?.index ?? all.findIndex(item => item.text === text);
	// A whole value leads to the next one, not to those that it is the beginning of.
	const isWhole = form.cycle === undefined && place !== -1;
	const cycle = isWhole ? {from: 0, items: all, index: place} : form.cycle;
	const input = isWhole ? textInput(text) : {text, position: form.position};
	const next = completeInput(
		cycle === undefined ? {input} : {input, cycle},
		before => fieldCompletions(field, before),
		by,
	);
	if (next === null) {
		return {};
	}

	const offered: readonly FieldCompletion[] =
		next.cycle?.items ?? fieldCompletions(field, text).items;
	const taken = offered[next.cycle?.index ?? 0];
	const also = next.cycle !== undefined || offered.length === 1 ? (taken?.also ?? {}) : {};
	const before = form.taken ?? initial;
	const free = Object.entries(also).filter(([name]) => values[name] === before[name]);
	return {
		values: {...values, ...Object.fromEntries(free), [field.name]: next.input.text},
		position: next.input.position,
		isFresh: false,
		taken: {...before, ...Object.fromEntries(free)},
		...(next.cycle === undefined ? {} : {cycle: next.cycle}),
	};
}

const turning: readonly TextEdit['edit'][] = ['left', 'right'];

function edited(field: Field, form: Form, change: TextEdit): Partial<Form> {
	const {values, position, isFresh} = form;
	const value = values[field.name] ?? '';
	switch (field.kind) {
		case 'text': {
			if (change.edit === 'insert' && change.text === ' ' && field.complete !== undefined) {
				return completed(field, form, 1);
			}

			const isReplaced = isFresh && field.isName === true && change.edit === 'insert';
			const before = isReplaced ? textInput('') : {text: value, position};
			const input = editText(before, change);
			const next = {...values, [field.name]: input.text};
			return {values: next, position: input.position, isFresh: false};
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
	return changeForm((form, context) => {
		const field = focusedField(form, context);
		return field === undefined ? {} : edited(field, form, change);
	});
}

/** Completes the focused field with the next possibility, or the one before. */
export function completeField(by: 1 | -1): Reducer {
	return changeForm((form, context) => {
		const field = focusedField(form, context);
		return field?.kind === 'text' ? completed(field, form, by) : {};
	});
}

/** Leaves the form. With unsaved changes it has to be pressed twice. */
export const leaveForm: Reducer = edit.reduce(seen => {
	const form = openForm(seen);
	if (form === null || form.isLeaving || !isChanged(form)) {
		return closeOverlay(seen);
	}

	return {
		own: changed(form, {isLeaving: true}),
		...show(
			'warning',
			`your changes will be lost: press ${seen.keyOf('leave-form')} again to leave`,
			'form',
		)(),
	};
});
