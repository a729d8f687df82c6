/**
 * What is said and can be chosen of a restore that waits for an answer.
 */

import {type Piece, piece} from '../../../console/text/paint.ts';
import {textWidth, wrapText} from '../../../console/text/text.ts';
import {countOf} from '../../../plans/seen.ts';
import {describeCounts} from '../restore/change-counts.ts';
import type {RestorePurpose} from './restore-prompt.ts';

/** Cells of a dialog's title line that are not the title. */
const titleFrame = 6;

/** How much it changes, above its commands: the title says it, where there is room for all of it. */
export function restoreCounts(
	{plan}: RestorePurpose,
	columns: number,
): readonly (readonly Piece[])[] {
	return textWidth(plan.title) <= columns - titleFrame
		? []
		: wrapText(describeCounts(plan.counts), columns - 4).map(line => [piece(`   ${line}`)]);
}

/** What was chosen, with the keys that change it. */
export function restoreChoice({plan, marked, before, takesBack}: RestorePurpose): readonly Piece[] {
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
