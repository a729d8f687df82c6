/**
 * Reads the settings of ldirectord.cf: `name = value`.
 */
import {faulty} from '../read-values.ts';
import type {Place} from '../wanted.ts';

/** A setting: `name = value`. */
export interface Setting extends Place {
	readonly name: string;
	readonly value: string;
}

/** Reads a setting; null if the line is not one. */
export function readSetting(place: Place, text: string): Setting | null {
	const [, name, value = ''] = /^([a-z]\w*)\s*=(.*)$/.exec(text) ?? [];
	return name === undefined
		? null
		: {file: place.file, line: place.line, name, value: value.trim()};
}

/** Finds the setting with a name. If there are several, the last one counts. */
export function lastOf(settings: readonly Setting[], name: string): Setting | undefined {
	return settings.findLast(setting => setting.name === name);
}

/** The value of a yes-or-no setting; null if there is no such setting. */
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
