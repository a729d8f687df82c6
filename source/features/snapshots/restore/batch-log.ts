/**
 * Many commands that one process ran, in the log of commands.
 */

import type {CommandResult} from '../../../director/port/port.ts';
import type {LogStamp} from '../../../plans/log/command-log.ts';
import type {LogEntry} from '../../../plans/log/log-entry.ts';
import type {Command} from '../../../plans/plan.ts';
import {countOf} from '../../../text/figures.ts';
import {isoTime} from '../../../text/time.ts';

/** The commands that ran. */
export interface BatchCarriedOut {
	/** The title of the plan. */
	readonly plan: string;
	readonly command: Command;
	/** How many commands went in. */
	readonly steps: number;
	/** Null if it could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result. */
	readonly problem: string | null;
}

/** A kernel that refuses everything says so once a line. */
const messagesKept = 20;

function firstLines(text: string): readonly string[] {
	const lines = text.split('\n');
	const rest = lines.length - messagesKept;
	return rest > 0 ? [...lines.slice(0, messagesKept), `and ${countOf(rest, 'more line')}`] : lines;
}

/** Makes the log's line of a batch. What it changed is told by the snapshot that was saved before it. */
export function batchEntry(
	{plan, command, steps, result, problem}: BatchCarriedOut,
	{user, host, time}: LogStamp,
): LogEntry {
	const said = problem ?? result?.stderr.trim() ?? '';
	return {
		time: isoTime(time),
		user,
		host,
		plan,
		run: null,
		command,
		exitCode: result?.exitCode ?? null,
		message: [`${countOf(steps, 'command')} on standard input`, ...firstLines(said)]
			.filter(line => line !== '')
			.join('\n'),
		before: null,
		after: null,
	};
}
