/**
 * The context of the cells of the Servers view besides their row.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {createNameWidths, type NameWidths} from '../../console/table/measure.ts';
import type {Units} from '../../console/text/figures.ts';
import type {Names} from '../../director/names.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {TableTotals} from '../../director/table-totals.ts';
import {checkMark} from '../checks/index.ts';
import {namesOf} from '../names/index.ts';
import {seriesOfRow} from '../traffic/index.ts';
import {realServersOf} from './real-server-row.ts';

/** The context of a cell besides its row. */
export interface RealServerContext {
	readonly units: Units;
	/** The totals of the whole director. */
	readonly totals: TableTotals;
	/** The traffic history of a row of the Services view; null if none is kept. */
	readonly seriesOf: (row: RowId) => ReturnType<typeof seriesOfRow>;
	/** The monotonic time of the reading, milliseconds. */
	readonly now: number;
	readonly addresses: NameWidths;
	/** The widths of the numbers in the column of entries, for the whole table and not only the shown rows. */
	readonly entries: NameWidths;
	/** The check that found an error or a warning on an entry; null if none did. */
	readonly checkOf: (row: RowId) => string | null;
	/** The names of addresses. */
	readonly addressNames: Names;
}

const addressWidths = createNameWidths((director: LiveDirector, take) => {
	for (const {id} of realServersOf(director)) {
		take(id.length);
	}
});

const entriesWidths = createNameWidths((director: LiveDirector, take) => {
	for (const {entries} of realServersOf(director)) {
		take(2 * String(entries.length).length + 1);
	}
});

/** The context of the cells for the shown director. */
export function realServerContext({
	units,
	director,
}: {
	readonly units: Units;
	readonly director: DirectorState;
}): RealServerContext {
	return {
		units,
		totals: director.totals,
		seriesOf: row => seriesOfRow(director, row),
		now: director.live?.monotonic ?? 0,
		addresses: addressWidths(director.live),
		entries: entriesWidths(director.live),
		checkOf: row => checkMark({director}, row),
		addressNames: namesOf(director),
	};
}
