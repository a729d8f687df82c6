/**
 * Rows of a director that could not be read. Whatever saves or uses the rules must say so, or refuse.
 */
import type {MissingRow} from '../../../ipvs/rule-set.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {countOf} from '../../../text/figures.ts';
import type {RestoreChoice} from './target-rules.ts';

/** In /proc a firewall mark has the same name in both families. */
function isChosen(service: ServiceId | null, {only}: Pick<RestoreChoice, 'only'>): boolean {
	return (
		only === null ||
		service === null ||
		only.has(service) ||
		(service.startsWith('fwm:') && only.has(`fwm6:${service.slice('fwm:'.length)}`))
	);
}

/** The missing rows that belong to the choice. */
export function missingOfChoice(
	missing: readonly MissingRow[],
	choice: Pick<RestoreChoice, 'only'>,
): readonly MissingRow[] {
	return missing.filter(({service}) => isChosen(service, choice));
}

/** One line for each missing row. */
export function missingInWords(missing: readonly MissingRow[]): readonly string[] {
	return missing.map(({name, reason}) => `${name}: ${reason}`);
}

/** The number of rows named in a note. */
const named = 3;

/** The operator's note followed by a note about missing rows; unchanged if nothing is missing. */
export function noteWithMissing(note: string, missing: readonly MissingRow[]): string {
	if (missing.length === 0) {
		return note;
	}

	const names = missing.slice(0, named).map(({name}) => name);
	const rest = missing.length > named ? [`${missing.length - named} more`] : [];
	const partial = `partial: without ${countOf(missing.length, 'row')}: ${[...names, ...rest].join(', ')}`;
	return note === '' ? partial : `${note} (${partial})`;
}
