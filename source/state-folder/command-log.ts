/**
 * The log of commands that changed a director: one JSON object a line, in the director's folder.
 */
import {appendFile, mkdir} from 'node:fs/promises';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import type {RowState} from '../actions/plan.ts';
import type {CarriedOut} from '../apply/apply-plan.ts';

/** One line of the log. */
export interface LogEntry {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** Who was logged in here when it ran. */
	readonly user: string;
	readonly host: string;
	/** The plan that the command belongs to. */
	readonly plan: string;
	/** The argument vector as it was run, without what `--via` puts before it. */
	readonly command: readonly string[];
	/** Null where the command could not be run to its end. */
	readonly exitCode: number | null;
	/** What it said on standard error, or why it could not be run. */
	readonly message: string;
	readonly before: RowState;
	readonly after: RowState;
}

function userName(): string {
	try {
		return userInfo().username;
	} catch {
		return String(process.getuid?.() ?? 'unknown');
	}
}

/** Makes the log's line of a command that was carried out. */
export function logEntry(
	{plan, step, result, problem}: CarriedOut,
	host: string,
	time: number,
): LogEntry {
	return {
		time: new Date(time).toISOString(),
		user: userName(),
		host,
		plan,
		command: step.command,
		exitCode: result?.exitCode ?? null,
		message: problem ?? result?.stderr.trim() ?? '',
		before: step.before,
		after: step.after,
	};
}

/**
 * Appends an entry to `commands.jsonl` in the director's folder, which is made where it is missing
 * (folder 0700, file 0600). Rejects with the file system's error.
 */
export async function appendToLog(folder: string, entry: LogEntry): Promise<void> {
	await mkdir(folder, {recursive: true, mode: 0o700});
	await appendFile(join(folder, 'commands.jsonl'), `${JSON.stringify(entry)}\n`, {mode: 0o600});
}
