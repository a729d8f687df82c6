/**
 * The columns of the Log view. New columns are added here only.
 */

import type {Column} from '../../console/table/column.ts';
import {piece} from '../../console/text/paint.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import {unknown} from '../../text/figures.ts';
import {shortTime} from '../../text/time.ts';

/** The context of a cell besides its entry. */
export interface LogContext {
	/** The current time, milliseconds since 1970: times of the same day are shown without their date. */
	readonly now: number;
}

/** From this width on there is room for the plan beside its commands. */
const wide = 140;

/** Cells of the columns before the command, each with its blank. */
const before = 11 + 9 + 5;

/** The result of a command: `exit 0`, `no answer`; `outside` for a change that lvstop did not make. */
export function endInWords({exitCode, outside}: Pick<LogEntry, 'exitCode' | 'outside'>): string {
	if (outside) {
		return 'outside';
	}

	return exitCode === null ? 'no answer' : `exit ${exitCode}`;
}

/** The columns from left to right. */
export const logColumns: readonly Column<{readonly entry: LogEntry}, LogContext>[] = [
	{
		id: 'time',
		title: 'time',
		meaning: 'When the command was run, with its date if that is not today',
		align: 'left',
		priority: 1,
		width: 10,
		cell: ({entry}, {now}) => piece(shortTime(entry.time, now), 'dim'),
		filter: {
			text: ({entry}) => entry.time,
			terms: [{name: 'time', text: ({entry}) => entry.time}],
		},
	},
	{
		id: 'user',
		title: 'user',
		meaning: 'Who ran it',
		align: 'left',
		priority: 3,
		width: 8,
		cell: ({entry}) => piece(entry.user),
		filter: {
			text: ({entry: {user, host}}) => `${user} ${host}`,
			terms: [
				{name: 'user', text: ({entry}) => entry.user},
				{name: 'host', text: ({entry}) => entry.host},
			],
		},
	},
	{
		id: 'exit',
		title: 'exit',
		meaning:
			'The exit code of the command; `–` if there was no answer, or if somebody else made the change',
		align: 'right',
		priority: 2,
		width: 4,
		cell: ({entry: {exitCode, outside}}) =>
			piece(
				exitCode === null ? unknown : String(exitCode),
				exitCode === 0 || outside ? 'dim' : 'bad',
			),
		filter: {
			text: ({entry}) => `${endInWords(entry)} ${entry.message}`,
			terms: [{name: 'exit', values: ({entry}) => entry.exitCode}],
		},
	},
	{
		id: 'command',
		title: 'command',
		meaning: 'The command with all its arguments; for a change from outside, what changed',
		align: 'left',
		priority: 0,
		width: ({cells}) => ({least: 20, wanted: cells}),
		cell: ({entry: {outside, plan, command}}) => piece(outside ? plan : showCommand(command)),
		filter: {
			text: ({entry}) => showCommand(entry.command),
			terms: [{name: 'command', text: ({entry}) => showCommand(entry.command)}],
		},
	},
	{
		id: 'plan',
		title: 'plan',
		meaning: 'The plan that the command belongs to',
		align: 'left',
		priority: 4,
		isShown: ({cells}) => cells >= wide,
		width: ({cells}) => ({least: Math.floor((cells - before - 1) * 0.4)}),
		cell: ({entry}) => piece(entry.plan, 'dim'),
		filter: {
			text: ({entry}) => entry.plan,
			terms: [{name: 'plan', text: ({entry}) => entry.plan}],
		},
	},
];
