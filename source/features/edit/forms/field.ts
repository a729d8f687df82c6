/**
 * The fields of forms as data: label, kind of value, and remark.
 */
import type {Completion} from '../../../console/state/text-input.ts';
import {type IpAddress, parseIpAddress} from '../../../ipvs/address.ts';

/** The values of the fields by name: typed text, the chosen value, `yes` or `no`. */
export type Values = Readonly<Record<string, string>>;

/** A possibility of a field; taking it can fill in further fields, which are shown. */
export interface FieldCompletion extends Completion {
	readonly also?: Values;
}

interface FieldBase {
	readonly name: string;
	readonly label: string;
}

export interface TextField extends FieldBase {
	readonly kind: 'text';
	/** An explanation of the value. */
	readonly note: string;
	/** The meaning of an empty value, in words; null if a value is required. */
	readonly empty: string | null;
	/** The possibilities; they have no blanks, so a blank takes the next one. Missing if there are none. */
	readonly complete?: () => readonly FieldCompletion[];
	/** Describes the typed value; shown in place of `note`. */
	readonly words?: (value: string) => string;
	/** Whether a typed text is a whole value already, so that Tab does not turn it into a longer one. */
	readonly isWhole?: (text: string) => boolean;
	/** Whether what is typed first replaces the whole value, because it is one name. */
	readonly isName?: true;
}

export interface Choice {
	readonly value: string;
	readonly label: string;
	/** An explanation of the choice; may be empty. */
	readonly note: string;
}

export interface ChoiceField extends FieldBase {
	readonly kind: 'choice';
	readonly choices: readonly Choice[];
}

export interface ToggleField extends FieldBase {
	readonly kind: 'toggle';
	readonly note: string;
}

export type Field = TextField | ChoiceField | ToggleField;

/** A text field. A value is required unless `empty` says what an empty one means. */
export function textField(
	name: string,
	label: string,
	note: string,
	empty: string | null = null,
	more: Pick<TextField, 'complete' | 'words' | 'isWhole' | 'isName'> = {},
): TextField {
	return {kind: 'text', name, label, note, empty, ...more};
}

/** A field with choices. */
export function choiceField(
	name: string,
	label: string,
	choices: readonly (readonly [value: string, label: string, note?: string])[],
): ChoiceField {
	return {
		kind: 'choice',
		name,
		label,
		choices: choices.map(([value, text, note = '']) => ({value, label: text, note})),
	};
}

/** A field that is yes or no. */
export function toggleField(name: string, label: string, note: string): ToggleField {
	return {kind: 'toggle', name, label, note};
}

/** The value of a toggle. */
export function toggleValue(isOn: boolean): string {
	return isOn ? 'yes' : 'no';
}

/**
 * The value of a field by name; null if it does not apply, so that nothing is written that the operator does not see.
 */
export function shownValues(
	fields: readonly Field[],
	values: Values,
): (name: string) => string | null {
	const names = new Set(fields.map(({name}) => name));
	return name => (names.has(name) ? (values[name] ?? '').trim() : null);
}

/** Parses a typed whole number; NaN for anything else, which every check refuses with its own message. */
export function wholeNumber(text: string | null): number {
	return text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Parses a typed address. An invalid one stays as typed, so that the check of the whole rule can name it; every plan of
 * a form passes that check first.
 */
export function typedAddress(text: string): IpAddress {
	const typed = text.trim();
	return parseIpAddress(typed) ?? (typed as IpAddress);
}

/** The possibilities of a text field that begin with what is typed. */
export function fieldCompletions(
	{complete}: TextField,
	before: string,
): {readonly from: number; readonly items: readonly FieldCompletion[]} {
	const typed = before.toLowerCase();
	return {from: 0, items: (complete?.() ?? []).filter(({text}) => text.startsWith(typed))};
}

/** Whether a text is a whole address; the beginning of a longer one can be. */
export function isAddress(text: string): boolean {
	return parseIpAddress(text.trim()) !== null;
}
