/**
 * The table as plain text, for `--once` and `-b`: the console's own columns without its colours.
 */

import {totalsLine} from '../../../console/screen/totals-line.ts';
import {directorIdOf, unreadDirector} from '../../../console/state/director-state.ts';
import type {Units} from '../../../console/text/figures.ts';
import type {Piece} from '../../../console/text/paint.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {tableTotals} from '../../../director/table-totals.ts';
import {escapeControls} from '../../../printing/escape.ts';
import {drains} from '../../drain/index.ts';
import {traffic} from '../../traffic/index.ts';
import {nameWidths, placeColumns} from '../column-layout.ts';
import {columns} from '../columns.ts';
import {selectRows} from '../select-rows.ts';
import type {Sort} from '../sort-rows.ts';
import {rowLine, titleLine} from '../table-lines.ts';

function plain(pieces: readonly Piece[]): string {
	return pieces
		.map(({text}) => text)
		.join('')
		.trimEnd();
}

function headline({time, host, ipvs}: LiveDirector): string {
	const clock = new Date(time).toTimeString().slice(0, 8);
	return `lvstop - ${clock}  ${escapeControls(host)}  IPVS ${ipvs.version}  table ${ipvs.tableSize}`;
}

/** A table that is printed has no history to show. */
const printedColumns = columns.filter(({id}) => id !== 'trend');

/** What is printed of a reading, and how. */
export interface TextTableOptions {
	readonly filter: string;
	readonly sort: Sort;
	readonly units: Units;
	/** Cells of a line. */
	readonly columns: number;
}

/** All rows that the filter lets through, ending with a line break. */
export function textTable(
	live: LiveDirector,
	{filter, sort, units, columns: width}: TextTableOptions,
): string {
	const placed = placeColumns(printedColumns, width - 1, nameWidths(live), sort.column);
	const noCursor = {isCursor: false, isMarked: false};
	const kept = {[traffic.id]: traffic.initialKept(), [drains.id]: drains.initialKept()};
	const director = {
		...unreadDirector(directorIdOf(live.host), null, kept),
		live,
		totals: tableTotals(live),
	};
	const size = {columns: width, rows: Number.POSITIVE_INFINITY};
	const state = {director, units, size};
	return [
		headline(live),
		plain(totalsLine(state)),
		...[live.access.missing, live.ratesNote].filter(note => note !== null),
		'',
		plain(titleLine(placed, sort)),
		...selectRows({director: live, filter, sort, folded: new Set()}).map(row =>
			plain(rowLine(row, placed, state, noCursor)),
		),
		'',
	].join('\n');
}
