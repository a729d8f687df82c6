/**
 * What is said and can be chosen of a restore that waits for an answer.
 */

import {type Piece, piece} from '../../../console/text/paint.ts';
import {textWidth, wrapText} from '../../../console/text/text.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {countOf} from '../../../text/figures.ts';
import {describeCounts} from '../restore/change-counts.ts';
import type {RestorePlan} from '../restore/propose-restore.ts';
import type {RulesBefore} from '../restore/restore-outcome.ts';

/** A restore that waits for an answer, with what it was made from: so that it can be made anew with another choice. */
export interface ShownRestore {
	readonly plan: RestorePlan;
	/** The services of marked rows when it was asked for; null if nothing was marked. */
	readonly marked: ReadonlySet<ServiceId> | null;
	/** Where an unfinished restore comes to its end: the rules before it. Nothing can be chosen then. */
	readonly before: RulesBefore | null;
	/** The snapshot whose restore takes back an earlier one; null if nothing is taken back. */
	readonly takesBack: string | null;
}

/** Cells of a dialog's title line that are not the title. */
const titleFrame = 6;

/** How much it changes, above its commands: the title says it, where there is room for all of it. */
export function restoreCounts(
	{plan}: ShownRestore,
	columns: number,
): readonly (readonly Piece[])[] {
	return textWidth(plan.title) <= columns - titleFrame
		? []
		: wrapText(describeCounts(plan.counts), columns - 4).map(line => [piece(`   ${line}`)]);
}

/** What was chosen, with the keys that change it. */
export function restoreChoice({plan, marked, before, takesBack}: ShownRestore): readonly Piece[] {
	if (before !== null || takesBack !== null) {
		return [piece('   brings the director to exactly these rules', 'dim')];
	}

	const {keepWeights, only} = plan.request.choice;
	const weights = keepWeights ? 'kept as they are' : 'as in the file';
	const services = only === null ? 'all' : `only the ${countOf(only.size, 'marked one')}`;
	return [
		piece('   live weights: ', 'dim'),
		piece(weights),
		piece(' (', 'dim'),
		piece('w', 'key'),
		piece(')   services: ', 'dim'),
		piece(services),
		...(marked === null ? [] : [piece(' (', 'dim'), piece('o', 'key'), piece(')', 'dim')]),
	];
}
