/**
 * The words and options of a restore that waits for confirmation.
 */

import {type Piece, piece} from '../../../console/text/paint.ts';
import {textWidth, wrapText} from '../../../console/text/text.ts';
import type {ServiceId} from '../../../ipvs/service.ts';
import {countOf} from '../../../text/figures.ts';
import {describeCounts} from '../restore/change-counts.ts';
import type {RestorePlan} from '../restore/propose-restore.ts';
import type {RulesBefore} from '../restore/restore-outcome.ts';

/** A restore that waits for confirmation, with its input, so that it can be made again with other options. */
export interface ShownRestore {
	readonly plan: RestorePlan;
	/** The services of the rows that were marked when it was asked for; null if nothing was marked. */
	readonly marked: ReadonlySet<ServiceId> | null;
	/** If it ends an unfinished restore: the rules before that. There are no options then. */
	readonly before: RulesBefore | null;
	/** The snapshot whose restore this one undoes; null if it does not undo a restore. */
	readonly takesBack: string | null;
}

/** Cells of a dialog's title line beside the title. */
const titleFrame = 6;

/** The number of changes, above the commands. If there is room, the title has it. */
export function restoreCounts(
	{plan}: ShownRestore,
	columns: number,
): readonly (readonly Piece[])[] {
	return textWidth(plan.title) <= columns - titleFrame
		? []
		: wrapText(describeCounts(plan.counts), columns - 4).map(line => [piece(`   ${line}`)]);
}

/** The chosen options, with their keys. */
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
