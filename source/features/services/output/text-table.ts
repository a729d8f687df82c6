/**
 * The table as plain text, for `--once` and `-b`: the console's own columns without its colours.
 */

import {totalsLine} from '../../../console/screen/totals-line.ts';
import type {ConsoleState} from '../../../console/state/console-state.ts';
import {printedTable} from '../../../console/table/table-lines.ts';
import {plainText} from '../../../console/text/paint.ts';
import {escapeControls} from '../../../console/text/text.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {columns, servicesContext} from '../columns.ts';
import {shownSort} from '../sort-rows.ts';

function headline({time, host, ipvs}: LiveDirector): string {
	const clock = new Date(time).toTimeString().slice(0, 8);
	return `lvstop - ${clock}  ${escapeControls(host)}  IPVS ${ipvs.version}  table ${ipvs.tableSize}`;
}

/** A table that is printed has no history to show. */
const printedColumns = columns.filter(({id}) => id !== 'trend');

/** All rows that the filter lets through, ending with a line break. */
export function textTable(state: ConsoleState, director: LiveDirector): string {
	return [
		headline(director),
		plainText(totalsLine(state)),
		...[director.access.missing, director.ratesNote].filter(note => note !== null),
		'',
		...printedTable({
			columns: printedColumns,
			rows: state.rows,
			context: servicesContext(state, director),
			cells: state.size.columns,
			sort: shownSort(state.sort),
		}),
		'',
	].join('\n');
}
