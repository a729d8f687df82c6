/**
 * The table as plain text, for `--once` and `-b`: the console's columns without colours.
 */

import {totalsLine} from '../../../console/screen/totals-line.ts';
import {directorIdOf, unreadDirector} from '../../../console/state/director-state.ts';
import {printedTable} from '../../../console/table/table-lines.ts';
import type {Units} from '../../../console/text/figures.ts';
import {plainText} from '../../../console/text/paint.ts';
import type {LiveDirector} from '../../../director/polling/live.ts';
import {unreadableRows, unreadableRowText} from '../../../director/polling/unreadable-rows.ts';
import {tableTotals} from '../../../director/table-totals.ts';
import {fullTableNote, tableInWords} from '../../../director/table-words.ts';
import {escapeControls} from '../../../text/escape.ts';
import {connections} from '../../connections/index.ts';
import {drains} from '../../drain/index.ts';
import {outside} from '../../outside/index.ts';
import {traffic} from '../../traffic/index.ts';
import {columns, servicesContext} from '../columns.ts';
import {selectRows} from '../select-rows.ts';
import {serviceNotices} from '../service-notices.ts';
import {type Sort, shownSort} from '../sort-rows.ts';

function headline({time, host, ipvs}: LiveDirector): string {
	const clock = new Date(time).toTimeString().slice(0, 8);
	return `lvstop - ${clock}  ${escapeControls(host)}  IPVS ${ipvs.version}  ${tableInWords(ipvs)}`;
}

/** A printed table has no history to show. */
const printedColumns = columns.filter(({id}) => id !== 'trend');

/** The content to print of a reading, and its layout. */
export interface TextTableOptions {
	readonly filter: string;
	readonly sort: Sort;
	readonly units: Units;
	/** The width of a line in cells. */
	readonly columns: number;
}

/** All rows that pass the filter, with a line break at the end. */
export function textTable(
	live: LiveDirector,
	{filter, sort, units, columns: width}: TextTableOptions,
): string {
	const kept = Object.fromEntries(
		[traffic, drains, connections, outside].map(({id, initialKept}) => [id, initialKept()]),
	);
	const director = {
		...unreadDirector(directorIdOf(live.host), null, kept),
		live,
		totals: tableTotals(live),
	};
	const size = {columns: width, rows: Number.POSITIVE_INFINITY};
	const state = {director, units, size};
	return [
		headline(live),
		plainText(totalsLine(state)),
		...[
			live.access.missing,
			live.source.note,
			live.ratesNote,
			fullTableNote(live.ipvs),
			...serviceNotices(live),
		].filter(note => note !== null),
		'',
		...printedTable({
			columns: printedColumns,
			rows: selectRows({director: live, filter, sort, folded: new Set()}),
			context: servicesContext({units, director}),
			cells: width,
			sort: shownSort(sort),
		}),
		...unreadableRows(live).map(row => `? ${escapeControls(unreadableRowText(row))}`),
		'',
	].join('\n');
}
