/**
 * The context of the columns of the Services view, and the widths of its names.
 */
import type {ConsoleRow, RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {createLongestName} from '../../console/table/measure.ts';
import type {Units} from '../../console/text/figures.ts';
import type {Names} from '../../director/names.ts';
import type {LiveDirector, LiveService} from '../../director/polling/live.ts';
import {serviceName} from '../../director/vocabulary.ts';
import {checkedRows, checkMark} from '../checks/index.ts';
import {foundNoAnswers} from '../connections/index.ts';
import {followedDrains} from '../drain/index.ts';
import {namesOf} from '../names/index.ts';
import {
	type ChangedField,
	changedRows,
	isAnyChanged,
	outsideCell,
	recentlyChanged,
} from '../outside/index.ts';
import {seriesOfRow} from '../traffic/index.ts';
import type {StateContext} from './state-column.ts';

/** The context of a cell besides its row. */
export interface ServicesContext extends StateContext {
	readonly units: Units;
	/** The traffic history of a row; null if none is kept. */
	readonly seriesOf: (row: RowId) => ReturnType<typeof seriesOfRow>;
	/** The monotonic time of the reading, milliseconds. */
	readonly now: number;
	/** The cells of the longest name. */
	readonly longestName: number;
	/** The check that found an error or a warning on a row; null if none did. */
	readonly checkOf: (row: Pick<ConsoleRow, 'id'>) => string | null;
	/** The names of addresses. */
	readonly addressNames: Names;
}

/** Hands over the width of each name of a service and its servers. */
export function takeNameWidths(service: LiveService, take: (width: number) => void): void {
	take(2 + serviceName(service).length);
	for (const server of service.servers) {
		take(4 + server.id.length);
	}
}

/** The longest name of a director; measured once for each reading. */
export const longestNameOf = createLongestName(({services}: LiveDirector, take) => {
	for (const service of services) {
		takeNameWidths(service, take);
	}
});

const unchanged: readonly ChangedField[] = [];

/**
 * The context of the cells for the shown director.
 * @param longestName default: that of the reading
 */
export function servicesContext(
	{units, director}: {readonly units: Units; readonly director: DirectorState},
	longestName = longestNameOf(director.live),
): ServicesContext {
	// A row makes its id anew for each look, so there is a look only if some row has something to show.
	const [hasOutside, hasChanged] = [changedRows(director).size > 0, isAnyChanged(director)];
	const hasMarks = !checkedRows(director).isEmpty;
	return {
		units,
		drains: followedDrains(director),
		noAnswers: foundNoAnswers(director),
		outside: (row, width) => (hasOutside ? outsideCell(director, row.id, width) : null),
		changed: row => (hasChanged ? recentlyChanged(director, row.id) : unchanged),
		seriesOf: row => seriesOfRow(director, row),
		now: director.live?.monotonic ?? 0,
		longestName,
		checkOf: row => (hasMarks ? checkMark({director}, row.id) : null),
		addressNames: namesOf(director),
	};
}
