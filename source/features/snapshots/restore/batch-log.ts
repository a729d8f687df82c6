/**
 * Entries of the command log for many commands run by one process.
 */

import type {CommandResult} from '../../../director/port/port.ts';
import type {LogStamp} from '../../../plans/log/command-log.ts';
import type {LogEntry} from '../../../plans/log/log-entry.ts';
import type {Command} from '../../../plans/plan.ts';
import {countOf} from '../../../text/figures.ts';
import {isoTime} from '../../../text/time.ts';

/** The commands that one process ran. */
export interface BatchCarriedOut {
	/** The title of the plan. */
	readonly plan: string;
	readonly command: Command;
	/** The number of commands. */
	readonly steps: number;
	/** Null if the process could not be run to its end. */
	readonly result: CommandResult | null;
	/** Why there is no result; null if there is. */
	readonly problem: string | null;
}

/** A kernel that refuses everything prints one message for each line. */
const messagesKept = 20;

function firstLines(text: string): readonly string[] {
	const lines = text.split('\n');
	const rest = lines.length - messagesKept;
	return rest > 0 ? [...lines.slice(0, messagesKept), `and ${countOf(rest, 'more line')}`] : lines;
}

/** The log entry of a batch. The snapshot that was saved before it shows what it changed. */
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
