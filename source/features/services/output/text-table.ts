/**
 * The table as plain text, for `--once` and `-b`: the console's own columns without its colours.
 */

import {totalsLine} from '../../../console/screen/totals-line.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import type {Piece} from '../../../console/text/paint.ts';
import {escapeControls} from '../../../console/text/text.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {nameWidths, placeColumns} from '../column-layout.ts';
import {columns} from '../columns.ts';
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

/** All rows that the filter lets through, ending with a line break. */
export function textTable(state: ConsoleState, director: LiveDirector): string {
	const placed = placeColumns(
		printedColumns,
		state.size.columns - 1,
		nameWidths(director),
		state.sort.column,
	);
	const noCursor = {isCursor: false, isMarked: false};
	return [
		headline(director),
		plain(totalsLine(state)),
		...[director.access.missing, director.source.note, director.ratesNote].filter(
			note => note !== null,
		),
		'',
		plain(titleLine(placed, state.sort)),
		...state.rows.map(row => plain(rowLine(row, placed, state, noCursor))),
		'',
	].join('\n');
}
