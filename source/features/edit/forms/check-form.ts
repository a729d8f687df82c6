/**
 * What a form comes to as it stands: its fields with what is wrong of them, and the plan that it makes.
 */

import type {LiveDirector} from '../../../director/polling/live.ts';
import type {Proposal} from '../../../plans/plan.ts';
import {type Sysctls, unknownSysctls} from '../../../plans/seen.ts';
import {definitionOf} from './definition-of.ts';
import type {Field} from './field.ts';
import type {Form} from './form.ts';

/** A field with what stands in it. */
export interface CheckedField {
	readonly field: Field;
	readonly value: string;
	/** What is wrong with it; null if nothing is, and while it is empty and nothing was typed yet. */
	readonly fault: string | null;
	readonly isFocused: boolean;
}

export interface CheckedForm {
	readonly title: string;
	readonly fields: readonly CheckedField[];
	/** Why nothing can come of the form any more; null if something can. */
	readonly outdated: string | null;
	/** The plan, or the first reason why there is none; what is wrong with the focused field comes first. */
	readonly proposal: Proposal;
	/** The name of the field to be mended first; null if none is wrong or missing. */
	readonly toMend: string | null;
	/** Whether something that was typed is wrong, and not only missing or as it was. */
	readonly isWrong: boolean;
}

/** The fields that apply now. */
export function fieldsOfForm({subject, values}: Form): readonly Field[] {
	return definitionOf(subject, null).fields(values);
}

/** The field that keys go to. */
export function focusedField(form: Form): Field | undefined {
	return fieldsOfForm(form).find(({name}) => name === form.focus);
}

/** Checks a form against the director as it is now. */
export function checkForm(
	form: Form,
	director: LiveDirector | null,
	sysctls: Sysctls = unknownSysctls,
): CheckedForm {
	const {subject, values, focus} = form;
	const {title, outdated, ...definition} = definitionOf(subject, director, sysctls);
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
