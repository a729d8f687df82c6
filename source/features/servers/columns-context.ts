/**
 * The context of the cells of the Servers view besides their row.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {createLongestName} from '../../console/table/measure.ts';
import type {Units} from '../../console/text/figures.ts';
import type {Names} from '../../director/names.ts';
import type {LiveDirector} from '../../director/polling/live.ts';
import type {TableTotals} from '../../director/table-totals.ts';
import {checkMark} from '../checks/index.ts';
import {foundNoAnswers, type NoAnswer} from '../connections/index.ts';
import {namesOf} from '../names/index.ts';
import {type ChangedField, isAnyChanged, recentlyChanged} from '../outside/index.ts';
import {seriesOfRow} from '../traffic/index.ts';
import {realServersOf} from './real-server-row.ts';

/** The cells of the longest texts of the whole table, and not only of the shown rows. */
export interface LongestTexts {
	readonly address: number;
	/** In the column of entries. */
	readonly entries: number;
}

/** The context of a cell besides its row. */
export interface RealServerContext {
	readonly units: Units;
	/** The totals of the whole director. */
	readonly totals: TableTotals;
	/** The traffic history of a row of the Services view; null if none is kept. */
	readonly seriesOf: (row: RowId) => ReturnType<typeof seriesOfRow>;
	/** The monotonic time of the reading, milliseconds. */
	readonly now: number;
	readonly longest: LongestTexts;
	/** Servers that do not answer, by service. */
	readonly noAnswers: readonly NoAnswer[];
	/** The check that found an error or a warning on an entry; null if none did. */
	readonly checkOf: (row: RowId) => string | null;
	/** Whether any row has changed a moment ago. */
	readonly isAnyChanged: boolean;
	/** The fields of an entry that have changed a moment ago. */
	readonly changed: (row: RowId) => readonly ChangedField[];
	/** The names of addresses. */
	readonly addressNames: Names;
}

const longestAddress = createLongestName((director: LiveDirector, take) => {
	for (const {id} of realServersOf(director)) {
		take(id.length);
	}
});

const longestEntries = createLongestName((director: LiveDirector, take) => {
	for (const {entries} of realServersOf(director)) {
		take(2 * String(entries.length).length + 1);
	}
});

/** The longest texts of a reading; measured once for each reading. */
export function longestTexts(director: LiveDirector | null): LongestTexts {
	return {address: longestAddress(director), entries: longestEntries(director)};
}

/**
 * The context of the cells for the shown director.
 * @param longest default: those of the reading
 */
export function realServerContext(
	{units, director}: {readonly units: Units; readonly director: DirectorState},
	longest = longestTexts(director.live),
): RealServerContext {
	return {
		units,
		totals: director.totals,
		seriesOf: row => seriesOfRow(director, row),
		now: director.live?.monotonic ?? 0,
		longest,
		noAnswers: foundNoAnswers(director),
		checkOf: row => checkMark({director}, row),
		isAnyChanged: isAnyChanged(director),
		changed: row => recentlyChanged(director, row),
		addressNames: namesOf(director),
	};
}
