/**
 * The fields of forms, as data: what they are called, what goes in, and what is said beside them.
 */

/** The values of the fields, by name: text as it was typed, the chosen value, `yes` or `no`. */
export type Values = Readonly<Record<string, string>>;

interface FieldBase {
	readonly name: string;
	readonly label: string;
}

export interface TextField extends FieldBase {
	readonly kind: 'text';
	/** A description of the value for a person. */
	readonly note: string;
	/** What it means to leave it empty, in words; null if something has to be typed. */
	readonly empty: string | null;
}

export interface Choice {
	readonly value: string;
	readonly label: string;
	/** Its meaning for the person who chooses; may be empty. */
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

/** A field for text that has to be filled, unless it is said what an empty one means. */
export function textField(
	name: string,
	label: string,
	note: string,
	empty: string | null = null,
): TextField {
	return {kind: 'text', name, label, note, empty};
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

/** A field that is on or off. */
export function toggleField(name: string, label: string, note: string): ToggleField {
	return {kind: 'toggle', name, label, note};
}

/** The value of a toggle. */
export function toggleValue(isOn: boolean): string {
	return isOn ? 'yes' : 'no';
}

/**
 * What stands in the fields that apply; null for those that do not. So nothing is written that the
 * person does not see.
 */
export function shownValues(
	fields: readonly Field[],
	values: Values,
): (name: string) => string | null {
	const names = new Set(fields.map(({name}) => name));
	return name => (names.has(name) ? (values[name] ?? '').trim() : null);
}

/** A whole number as it was typed; NaN for anything else, which every check refuses in its own words. */
export function wholeNumber(text: string | null): number {
	return text !== null && /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
