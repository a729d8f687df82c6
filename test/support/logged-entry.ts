/**
 * Entries of the log of commands, for tests of what is made from them.
 */
import type {LogEntry} from '../../source/plans/log/log-entry.ts';
import {editServerStep} from '../../source/plans/steps.ts';
import {nat, webKey} from './example.ts';

/** The entry of a plan of one command, begun in this second of a minute; it gives this weight in the place of one less. */
export function loggedEntry(
	second: number,
	weight: number,
	told: Partial<LogEntry> = {},
): LogEntry {
	const time = new Date(Date.UTC(2026, 0, 2, 3, 4, second)).toISOString();
	const {command, before, after} = editServerStep(
		webKey,
		{...nat, weight: weight - 1},
		{...nat, weight},
	);
	return {
		...{time, user: 'ann', host: 'lb1', plan: `weight → ${weight}`},
		run: {begun: time, step: 1, steps: 1},
		...{command, exitCode: 0, message: '', before, after},
		...told,
	};
}
