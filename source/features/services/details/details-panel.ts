/**
 * The details of the row at the cursor in the side panel: those of the overlay in its width.
 */
import {plainFigures} from '../../../console/text/figures-row.ts';
import type {Lines} from '../../../console/text/paint.ts';
import {piece} from '../../../console/text/paint.ts';
import type {ServicesSeen} from '../slice.ts';
import {cursorRow} from '../table-reducers.ts';
import {detailsOf} from './details-text.ts';

/** The lines of the panel beside the Services view, in the columns of the given size. */
export function servicesPanel(seen: ServicesSeen): Lines {
	const row = cursorRow(seen.own);
	const details = row === undefined ? null : detailsOf(row.id, seen);
	return details === null
		? []
		: [
				[piece(` ${details.title}`, 'title')],
				...details.above,
				...plainFigures(details.figures),
				...details.below,
			];
}
