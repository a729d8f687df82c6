/**
 * The table as plain text, for `--once` and `-b`: the console's own columns without its colours.
 */
import type {LiveDirector} from '../polling/live.ts';
import {unreadableRows, unreadableRowText} from '../polling/unreadable-rows.ts';
import type {ConsoleState} from '../store/console-state.ts';
import {nameWidths, placeColumns} from '../views/column-layout.ts';
import {columns} from '../views/columns.ts';
import type {Piece} from '../views/paint.ts';
import {rowLine, titleLine} from '../views/table-lines.ts';
import {escapeControls} from '../views/text.ts';
import {totalsLine} from '../views/totals-line.ts';

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
		...[director.access.missing, director.ratesNote].filter(note => note !== null),
		'',
		plain(titleLine(placed, state.sort)),
		...state.rows.map(row => plain(rowLine(row, placed, state, noCursor))),
		...unreadableRows(director).map(row => `? ${escapeControls(unreadableRowText(row))}`),
		'',
	].join('\n');
}
