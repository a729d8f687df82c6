/**
 * `lvstop log`: the commands that were run on a director.
 */

import {type ExitCode, exitCode} from '../../commands/exit-code.ts';
import {expectWords} from '../../commands/find-target.ts';
import {type SubcommandContext, SubcommandError} from '../../commands/subcommand.ts';
import {escapeControls} from '../../console/text/text.ts';
import {showCommand} from '../../director/port/show-command.ts';
import type {LogEntry} from '../../plans/log/log-entry.ts';

/** When, who, how it ended, the command; below it what it said. */
function entryLines({time, user, exitCode: code, command, message}: LogEntry): readonly string[] {
	const end = code === null ? 'no answer' : `exit ${code}`;
	const said = message.split(/\r?\n/).filter(line => line !== '');
	return [
		`  ${time}  ${user}  ${end}  ${showCommand(command)}`,
		...said.map(line => `    ${line}`),
	];
}

/** All entries, oldest first, with the title of a plan above its commands. What programs said cannot move the cursor. */
function logText(entries: readonly LogEntry[]): string {
	let plan: string | null = null;
	const lines: string[] = [];
	for (const entry of entries) {
		lines.push(...(entry.plan === plan ? [] : [entry.plan]), ...entryLines(entry));
		plan = entry.plan;
	}

	return lines.map(line => `${escapeControls(line)}\n`).join('');
}

/** What is told where nothing has been logged, so that nobody takes it for a failure or looks elsewhere. */
function emptyText(file: string | null): string {
	const place =
		file === null ? 'in a demonstration the log is not kept' : `the log is kept in ${file}`;
	return `lvstop: nothing has been logged yet; ${place}\n`;
}

/**
 * Prints the log, or its last entries (`--count`); with `--json` an entry a line, as the file has it.
 * @throws {UsageError}
 * @throws {SubcommandError}
 */
export async function logSubcommand({
	words,
	options,
	session,
	write,
	writeError,
}: SubcommandContext): Promise<ExitCode> {
	expectWords(words, 0, 'log [-n N] [--json]');
	const log = await session.state.log.read(options.count).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new SubcommandError(exitCode.failed, `the log cannot be read: ${reason}`);
	});
	const entries = Number.isFinite(options.count) ? log.entries.slice(-options.count) : log.entries;
	write(
		options.json ? entries.map(entry => `${JSON.stringify(entry)}\n`).join('') : logText(entries),
	);
	// Programs that read JSON need no words to see that there is nothing.
	if (!options.json && log.entries.length === 0 && log.unreadable === 0) {
		writeError(emptyText(session.state.log.file));
	}

	if (log.unreadable > 0) {
		writeError(`lvstop: ${log.unreadable} lines of the log cannot be read\n`);
	}

	return exitCode.done;
}
