/**
 * Rows of a director that are not among the rules that could be read: whoever writes the rules down, or goes by them,
 * has to say so or refuse.
 */
import type {MissingRow} from '../../../ipvs/rule-set.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {countOf} from '../../../text/figures.ts';
import type {RestoreChoice} from './target-rules.ts';

/** Firewall marks of both families have one name in /proc. */
function isChosen(service: ServiceId | null, {only}: Pick<RestoreChoice, 'only'>): boolean {
	return (
		only === null ||
		service === null ||
		only.has(service) ||
		(service.startsWith('fwm:') && only.has(service.replace('fwm:', 'fwm6:')))
	);
}

/** Those that matter for what is chosen. */
export function missingOfChoice(
	missing: readonly MissingRow[],
	choice: Pick<RestoreChoice, 'only'>,
): readonly MissingRow[] {
	return missing.filter(({service}) => isChosen(service, choice));
}

/** A line for each row. */
export function missingInWords(missing: readonly MissingRow[]): readonly string[] {
	return missing.map(({name, reason}) => `${name}: ${reason}`);
}

/** How many rows are named in a note. */
const named = 3;

/** A note for saved rules that are not all, behind what a person noted; the note alone if nothing is missing. */
export function noteWithMissing(note: string, missing: readonly MissingRow[]): string {
	if (missing.length === 0) {
		return note;
	}

	const names = missing.slice(0, named).map(({name}) => name);
	const rest = missing.length > named ? [`${missing.length - named} more`] : [];
	const partial = `partial: without ${countOf(missing.length, 'row')}: ${[...names, ...rest].join(', ')}`;
	return note === '' ? partial : `${note} (${partial})`;
}
