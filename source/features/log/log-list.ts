/**
 * The Log view: one row for every command that changed the director, newest first.
 */

import {createTableFilter} from '../../console/filter/compile-filter.ts';
import {plainContext} from '../../console/filter/filter-term.ts';
import {type Selection, selectionOf} from '../../console/state/selection.ts';
import {type Change, defineSlice, type Seen} from '../../console/state/slice.ts';
import {filterRows} from '../../console/table/filter-rows.ts';
import {emptyList, type List, type ListRow, listRow, withRows} from '../../console/table/list.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {CommandLog, LogEntry} from '../../plans/log/log-entry.ts';
import {logColumns} from './log-columns.ts';

export interface LogRow extends ListRow {
	readonly entry: LogEntry;
}

export interface LogList extends List<LogRow> {
	readonly log: CommandLog;
	/** When it was read, milliseconds since 1970; null before the first time. */
	readonly readAt: number | null;
	/** Why it could not be read; null if it could. */
	readonly problem: string | null;
}

export type LogSeen = Seen<LogList>;

/** The state before the log was read. */
export const unreadLog: LogList = {
	...emptyList,
	log: {entries: [], unreadable: 0},
	readAt: null,
	problem: null,
};

export const log = defineSlice<LogList>('log', unreadLog);

/** The rows of all entries, newest first. A counter distinguishes commands of the same millisecond. */
function logRows(entries: readonly LogEntry[]): readonly LogRow[] {
	const sameTime = new Map<string, number>();
	return entries
		.map(entry => {
			const count = sameTime.get(entry.time) ?? 0;
			sameTime.set(entry.time, count + 1);
			return {id: `${entry.time} ${count}`, entry};
		})
		.reverse();
}

/** The filter of the Log view. */
export const logFilter = createTableFilter<LogRow>('Log', logColumns);

/** The list for the entries and the filter. The cursor stays on its entry, or at the top if it was there. */
function withRead(list: LogList): LogList {
	const rows = filterRows(
		logColumns,
		logRows(list.log.entries),
		logFilter.compile(list.filter, plainContext),
	);
	const [first] = rows;
	const isAtTop = list.cursor.index === 0 && first !== undefined;
	return withRows(isAtTop ? {...list, cursor: {id: first.id, index: 0}} : list, rows);
}

/** Makes the rows anew, but only while the view is open and something they depend on has changed. */
export function deriveLog(before: LogSeen, {view, own}: LogSeen): Change<LogList> | null {
	const isSame =
		before.view === 'log' && own.log === before.own.log && own.filter === before.own.filter;
	return view !== 'log' || isSame ? null : {own: withRead(own)};
}

/** The entry at the cursor: its plan is its name. */
export function selectEntry({own}: LogSeen): Selection {
	const entry = listRow(own)?.entry;
	const [program, ...words] = entry?.command ?? [];
	return selectionOf({
		name: entry?.plan ?? null,
		commands: () => (program === undefined ? [] : [showCommand([program, ...words])]),
	});
}
