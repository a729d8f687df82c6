/**
 * The details of a row, in the order of the screen.
 */
import {findRow, type RowId} from '../../../console/state/console-row.ts';
import type {Frame} from '../../../console/state/model.ts';
import {type FiguresRow, figuresHeight} from '../../../console/text/figures-row.ts';
import type {Lines} from '../../../console/text/paint.ts';
import {detailsOfDrain} from '../../drain/index.ts';
import {factsOf, figuresOf, logLines, ruleLines, shareLines, titleOf} from './details-parts.ts';
import {trendLines} from './details-trends.ts';

export interface Details {
	readonly title: string;
	/** Lines above the table of figures. */
	readonly above: Lines;
	readonly figures: readonly FiguresRow[];
	readonly below: Lines;
	/** The number of all lines. */
	readonly lines: number;
}

/** The number of changes to list. */
const mostChanges = 5;

/** The details of a row; null if it is gone. */
export function detailsOf(id: RowId, frame: Frame): Details | null {
	const {director, size} = frame;
	const row = findRow(director.live, id);
	if (row === null || director.live === null) {
		return null;
	}

	const facts = factsOf(row, director.live, frame);
	const figures = figuresOf(row, frame);
	const log = logLines(row, frame, mostChanges);
	const rule =
		row.kind === 'server'
			? [...detailsOfDrain(row, frame), ...ruleLines(row, frame)]
			: ruleLines(row, frame);
	const shares = row.kind === 'service' ? shareLines(row.service, size.columns) : [];
	const trends = trendLines(row.id, frame);
	// The rule of a server is one command; that of a service has one more for each of its servers.
	const above = row.kind === 'server' ? [...facts, ...rule] : facts;
	const below =
		row.kind === 'server' ? [...log, ...trends] : [...log, ...shares, ...trends, ...rule];
	return {
		title: titleOf(row),
		above,
		figures,
		below,
		lines: above.length + figuresHeight(figures) + below.length,
	};
}

/** The visible part of the details, so that nothing invisible is laid out. */
export interface VisibleDetails {
	readonly above: Details['above'];
	/** Null if the table is not visible. */
	readonly figures: Details['figures'] | null;
	readonly below: Details['below'];
	/** Lines of the table above the screen; the table can only be drawn as a whole. */
	readonly offset: number;
}

/** The visible lines after scrolling, for a given height. */
export function visibleDetails(
	{above, figures, below}: Details,
	scroll: number,
	room: number,
): VisibleDetails {
	const tableStart = above.length;
	const tableEnd = tableStart + figuresHeight(figures);
	const first = Math.max(0, scroll - tableEnd);
	return {
		above: above.slice(scroll, scroll + room),
		figures: scroll < tableEnd && scroll + room > tableStart ? figures : null,
		below: below.slice(first, first + room),
		offset: scroll < tableEnd ? Math.max(0, scroll - tableStart) : 0,
	};
}
