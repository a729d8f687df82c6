/**
 * The settings of ldirectord.cf: `name = value`.
 */
import {faulty} from '../read-values.ts';
import type {Place} from '../wanted.ts';

/** A setting: `name = value`. */
export interface Setting extends Place {
	readonly name: string;
	readonly value: string;
}

/** Reads a line that sets something; null if it is none. */
export function readSetting(place: Place, text: string): Setting | null {
	const [, name, value = ''] = /^([a-z]\w*)\s*=(.*)$/.exec(text) ?? [];
	return name === undefined
		? null
		: {file: place.file, line: place.line, name, value: value.trim()};
}

/** The settings of a virtual service; what is said twice counts as it is said last. */
export function lastOf(settings: readonly Setting[], name: string): Setting | undefined {
	return settings.findLast(setting => setting.name === name);
}

/** The value of a setting that is yes or no; null if there is no such setting. */
export function yesOrNo(setting: Setting | undefined): boolean | null {
	if (setting === undefined) {
		return null;
	}

	return setting.value === 'yes'
		? true
		: setting.value === 'no'
			? false
			: faulty(setting, `not yes or no: ${setting.value}`);
}
