/**
 * Describes how somebody else has changed the subject of a form.
 */

import type {ServerChange, ServiceChange} from '../../../ipvs/diff.ts';
import {fieldName, fieldValue} from '../../../plans/field-words.ts';

/** The changes of a row since the form was opened, in words; null if there are none. */
export function changedInWords(
	name: string,
	changes: readonly (ServiceChange | ServerChange)[],
): string | null {
	const words = changes.map(
		({field, before, after}) =>
			`${fieldName(field)} is ${fieldValue(after)}, not ${fieldValue(before)}`,
	);
	return words.length === 0
		? null
		: `${name} was changed in the meantime: ${words.join(', ')}; leave the form and open it again`;
}
