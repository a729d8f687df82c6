/**
 * Names that can be chosen from a list, or typed.
 */
import type {Values} from './field.ts';

/** The choice for a name that is not in the list. */
export const other = 'other';

/** The values of both fields for a name: the choice, and the text if it is not in the list. */
export function knownOrTyped(
	name: string,
	field: string,
	otherField: string,
	isListed: boolean,
): Values {
	return {[field]: isListed ? name : other, [otherField]: isListed ? '' : name};
}
