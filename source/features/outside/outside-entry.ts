/**
 * The log entry of a change that was not made with lvstop.
 */
import type {LogEntry} from '../../plans/log/log-entry.ts';
import type {RowChange} from './row-changes.ts';

/** The user of such a change is not known. */
const nobody = '–';

/** The log entry for a change. */
export function outsideEntry(
	{words, before, after}: RowChange,
	{host, time}: {readonly host: string; readonly time: number},
): LogEntry {
	return {
		time: new Date(time).toISOString(),
		user: nobody,
		host,
		plan: outsideTitle(words),
		run: null,
		command: [],
		exitCode: null,
		message: '',
		before,
		after,
		outside: true,
	};
}

/** `changed outside: 10.0.0.8:80 in tcp:172.16.249.138:80: weight 1 → 0`. */
export function outsideTitle(words: string): string {
	return `changed outside: ${words}`;
}
