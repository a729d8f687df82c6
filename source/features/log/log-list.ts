/**
 * The Log view: a row for every command that changed the director, the newest first.
 */

import {emptyList, type List, type ListRow, withRows} from '../../console/table/list.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {CommandLog, LogEntry} from '../../plans/log/log-entry.ts';
import {filterWords} from '../services/filter-rows.ts';

export interface LogRow extends ListRow {
	readonly entry: LogEntry;
}

export interface LogList extends List<LogRow> {
	readonly log: CommandLog;
	/** When it was read, milliseconds since 1970; null before that. */
	readonly readAt: number | null;
	/** Why it could not be read; null where it could. */
	readonly problem: string | null;
}

/** Before the log was read. */
export const unreadLog: LogList = {
	...emptyList,
	log: {entries: [], unreadable: 0},
	readAt: null,
	problem: null,
};

/** How a command ended: `exit 0`, `no answer`. */
export function endInWords({exitCode}: Pick<LogEntry, 'exitCode'>): string {
	return exitCode === null ? 'no answer' : `exit ${exitCode}`;
}

function entryText(entry: LogEntry): string {
	const {time, user, host, plan, command, message} = entry;
	return `${time} ${user} ${host} ${plan} ${showCommand(command)} ${endInWords(entry)} ${message}`.toLowerCase();
}

/** The rows of all entries, the newest first. Commands of the same millisecond are told apart by counting. */
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

/** The view for what was read and its filter; the cursor stays on its entry, or at the top where it was there. */
export function settleLog(list: LogList): LogList {
	const words = filterWords(list.filter);
	const all = logRows(list.log.entries);
	const rows =
		words.length === 0
			? all
			: all.filter(({entry}) => {
					const text = entryText(entry);
					return words.every(word => text.includes(word));
				});
	const [first] = rows;
	const isAtTop = list.cursor.index === 0 && first !== undefined;
	return withRows(isAtTop ? {...list, cursor: {id: first.id, index: 0}} : list, rows);
}
