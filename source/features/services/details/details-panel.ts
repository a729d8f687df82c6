/**
 * The details of the row at the cursor in the side panel: those of the overlay in its width, and what was changed.
 */
import type {ConsoleRow} from '../../../console/state/console-row.ts';
import {plansOfRow} from '../../../console/state/done-plan.ts';
import type {Frame} from '../../../console/state/model.ts';
import {plainFigures} from '../../../console/text/figures-row.ts';
import type {Lines} from '../../../console/text/paint.ts';
import {piece} from '../../../console/text/paint.ts';
import {wrapText} from '../../../console/text/text.ts';
import {outsideCell} from '../../outside/index.ts';
import type {ServicesSeen} from '../slice.ts';
import {cursorRow} from '../table-reducers.ts';
import {detailsOf} from './details-text.ts';

/** The number of changes to list. */
const mostChanges = 5;

/** The recent changes of a row: from outside, and by the plans of this console. Nothing is read for them. */
function changeLines({id}: ConsoleRow, {director, done, size}: Frame): Lines {
	const outside = outsideCell(director, id, size.columns - 5);
	const plans = plansOfRow(done, id).slice(0, mostChanges);
	const changes = [
		...(outside === null ? [] : [outside]),
		...plans.map(({plan}) => piece(plan.title)),
	];
	return changes.length === 0
		? []
		: [
				[piece(' changed', 'dim')],
				...changes.flatMap(({text, role}) =>
					wrapText(text, size.columns - 6).map((line, index) => [
						piece(`${index === 0 ? '   ' : '     '}${line}`, role),
					]),
				),
			];
}

/** The lines of the panel beside the Services view, in the columns of the given size. */
export function servicesPanel(seen: ServicesSeen): Lines {
	const row = cursorRow(seen.own);
	const details = row === undefined ? null : detailsOf(row.id, seen);
	return row === undefined || details === null
		? []
		: [
				[piece(` ${details.title}`, 'title')],
				...details.above,
				...plainFigures(details.figures),
				...changeLines(row, seen),
				...details.below,
			];
}
