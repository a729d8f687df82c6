/**
 * `lvstop log`: prints the commands that were run on a director.
 */

import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {flag, type OptionValues, value, wholeNumber} from '../../commands/option.ts';
import {
	defineSubcommand,
	type SubcommandContext,
	SubcommandError,
} from '../../commands/subcommand.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';
import {escapeControls, jsonText} from '../../text/escape.ts';
import {countOf} from '../../text/figures.ts';
import {reasonOf} from '../../text/reason.ts';

/** When, who, the result, the command; below it its output. */
function entryLines(entry: LogEntry): readonly string[] {
	const {time, user, exitCode: code, command, message, outside} = entry;
	if (outside) {
		return [`  ${time}  not by lvstop`];
	}

	const end = code === null ? 'no answer' : `exit ${code}`;
	const said = message.split(/\r?\n/).filter(line => line !== '');
	return [
		`  ${time}  ${user}  ${end}  ${showCommand(command)}`,
		...said.map(line => `    ${line}`),
	];
}

/** All entries, oldest first, each plan's title above its commands. Control characters in outputs are made visible. */
function logText(entries: readonly LogEntry[]): string {
	let plan: string | null = null;
	const lines: string[] = [];
	for (const entry of entries) {
		lines.push(...(entry.plan === plan ? [] : [entry.plan]), ...entryLines(entry));
		plan = entry.plan;
	}

	return lines.map(line => `${escapeControls(line)}\n`).join('');
}

/** Message shown when the log is empty, so that nobody takes it for a failure. */
function emptyText(file: string | null): string {
	const place =
		file === null ? 'the log of a demonstration is not kept' : `the log is kept in ${file}`;
	return `lvstop: the log is empty; ${place}\n`;
}

const logOptions = {
	count: value({
		argument: 'N',
		short: 'n',
		help: 'print only the last N commands',
		usual: Number.POSITIVE_INFINITY,
		read: wholeNumber({least: 1, most: 1e9}),
	}),
	json: flag('print each command as a JSON object on one line, as in the file'),
};

async function run({
	options,
	session,
	write,
	writeError,
}: SubcommandContext<OptionValues<typeof logOptions>>): Promise<ExitCode> {
	const {count} = options;
	const log = await session.state.log.read(count).catch((error: unknown) => {
		const reason = reasonOf(error);
		throw new SubcommandError(exitCode.failed, `the log cannot be read: ${reason}`);
	});
	const entries = Number.isFinite(count) ? log.entries.slice(-count) : log.entries;
	write(options.json ? entries.map(entry => `${jsonText(entry)}\n`).join('') : logText(entries));
	// Programs that read JSON do not need a message about an empty log.
	if (!options.json && log.entries.length === 0 && log.unreadable === 0) {
		writeError(emptyText(session.state.log.file));
	}

	if (log.unreadable > 0) {
		const first = log.firstProblem === undefined ? '' : `, the first one is ${log.firstProblem}`;
		writeError(`lvstop: ${countOf(log.unreadable, 'line')} of the log cannot be read${first}\n`);
	}

	return exitCode.done;
}

/** Prints the log of commands, or its last entries. */
export const logSubcommand = defineSubcommand(
	{
		name: 'log',
		usage: ['log'],
		summary: 'print the commands that lvstop has run',
		description: `Prints the commands that lvstop has run to change this director, oldest first: when each ran, who ran it, its result
and its output. Lines of the log that cannot be read are reported on standard error.`,
		words: {least: 0, most: 0},
		options: logOptions,
		examples: [
			{line: 'log -n 20', does: 'prints the last 20 commands'},
			{line: 'log --json', does: 'prints the whole log for a program'},
		],
	},
	run,
);
