/**
 * Checks a form: its fields with their errors, and the plan that it makes.
 */

import {aroundInsertion} from '../../../console/state/text-input.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {emptyContext, type FormContext} from './completions.ts';
import {definitionOf} from './definition-of.ts';
import {type Field, fieldCompletions, type TextField} from './field.ts';
import {contextOf, type EditSeen, type Form, openForm} from './form.ts';

/** A field with its value. */
export interface CheckedField {
	readonly field: Field;
	readonly value: string;
	/** Its error; null if there is none, or while it is empty and nothing was typed yet. */
	readonly fault: string | null;
	readonly isFocused: boolean;
}

export interface CheckedForm {
	readonly title: string;
	readonly fields: readonly CheckedField[];
	/** Why the form can no longer be used; null if it can. */
	readonly outdated: string | null;
	/** The plan, or the first reason why there is none; an error of the focused field comes first. */
	readonly proposal: Proposal;
	/** The name of the first field to correct; null if none is invalid or missing. */
	readonly toMend: string | null;
	/** Whether a typed value is invalid, not only missing or unchanged. */
	readonly isWrong: boolean;
}

/** The fields that apply to the current values. */
export function fieldsOfForm(
	{subject, values}: Form,
	context: FormContext = emptyContext,
): readonly Field[] {
	return definitionOf(subject, context).fields(values);
}

/** The field that receives keys. */
export function focusedField(form: Form, context: FormContext = emptyContext): Field | undefined {
	return fieldsOfForm(form, context).find(({name}) => name === form.focus);
}

/** A text field that is being typed in, and what its text can become. */
interface TypedField {
	readonly form: Form;
	readonly field: TextField;
	/** The text before the insertion point. */
	readonly before: string;
	readonly completions: ReturnType<typeof fieldCompletions>;
}

/** The focused field while it is typed in; null if it is not a text field, or was only looked at so far. */
export function typedField(seen: EditSeen): TypedField | null {
	const form = openForm(seen);
	const field = form === null ? undefined : focusedField(form, contextOf(seen));
	if (form === null || field?.kind !== 'text' || form.isFresh) {
		return null;
	}

	const {values, position} = form;
	const [before] = aroundInsertion({text: values[field.name] ?? '', position});
	return {form, field, before, completions: fieldCompletions(field, before)};
}

/** Checks a form against the director as it is now. */
export function checkForm(form: Form, context: FormContext = emptyContext): CheckedForm {
	const {subject, values, focus} = form;
	const {title, outdated, ...definition} = definitionOf(subject, context);
	const applied = definition.fields(values);
	const faults = definition.faults(values);
	const isMissing = (field: Field): boolean =>
		field.kind === 'text' && field.empty === null && (values[field.name] ?? '').trim() === '';
	const fields = applied.map(field => ({
		field,
		value: values[field.name] ?? '',
		fault: isMissing(field)
			? null
			: (faults.find(fault => fault.field === field.name)?.reason ?? null),
		isFocused: field.name === focus,
	}));
	const wrong = fields.filter(({fault}) => fault !== null);
	const firstWrong = wrong.find(({isFocused}) => isFocused) ?? wrong[0];
	const missing = applied.find(isMissing);
	const refused =
		outdated ?? firstWrong?.fault ?? (missing ? `${missing.label} must be filled in` : null);
	return {
		title,
		fields,
		outdated,
		proposal: refused === null ? definition.propose(values) : {refused},
		toMend: (firstWrong?.field ?? missing)?.name ?? null,
		isWrong: outdated !== null || firstWrong !== undefined,
	};
}
