/**
 * The log of commands that changed a director: one JSON object a line, in the director's folder.
 */
import {mkdir, open, readFile, rename, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {RowState} from '../actions/plan.ts';
import type {CarriedOut} from '../apply/apply-plan.ts';
import {orIfMissing} from './missing-file.ts';

/** One line of the log. */
export interface LogEntry {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** Who gave the command. */
	readonly user: string;
	readonly host: string;
	/** The title of the plan that the command belongs to. */
	readonly plan: string;
	/** The argument vector as it was run, without what `--via` puts before it. */
	readonly command: readonly string[];
	/** Null where the command could not be run to its end. */
	readonly exitCode: number | null;
	/** What it said on standard error, or why it could not be run. */
	readonly message: string;
	/** Null for a command that changed many rows at once, as `ipvsadm -R` does. */
	readonly before: RowState | null;
	readonly after: RowState | null;
}

/** Who gives commands, to which director, and when (milliseconds since 1970). */
export interface LogStamp {
	readonly user: string;
	readonly host: string;
	readonly time: number;
}

/** Makes the log's line of a command that was carried out. */
export function logEntry(
	{plan, step, result, problem}: CarriedOut,
	{user, host, time}: LogStamp,
): LogEntry {
	return {
		time: new Date(time).toISOString(),
		user,
		host,
		plan,
		command: step.command,
		exitCode: result?.exitCode ?? null,
		message: problem ?? result?.stderr.trim() ?? '',
		before: step.before,
		after: step.after,
	};
}

/** From this size on (bytes) a file of the log is put aside and a new one is begun. */
const largestFile = 1024 * 1024;

/** How many files are put aside; the oldest one is then lost. */
const oldFiles = 3;

/** The file that is written, and from 1 on those that were put aside, newest first. */
function logFile(folder: string, age: number): string {
	return join(folder, age === 0 ? 'commands.jsonl' : `commands.${age}.jsonl`);
}

/** Makes room for a line where the file is full. Another lvstop may do the same at this moment. */
async function rotate(folder: string, lineLength: number): Promise<void> {
	const file = await orIfMissing(stat(logFile(folder, 0)), null);
	if (!file || file.size + lineLength <= largestFile) {
		return;
	}

	for (let age = oldFiles - 1; age >= 0; age -= 1) {
		await orIfMissing(rename(logFile(folder, age), logFile(folder, age + 1)), undefined);
	}
}

/**
 * Appends an entry to `commands.jsonl` in the director's folder, which is made where it is missing
 * (folder 0700, file 0600). Rejects with the file system's error.
 */
export async function appendToLog(folder: string, entry: LogEntry): Promise<void> {
	await mkdir(folder, {recursive: true, mode: 0o700});
	const line = Buffer.from(`${JSON.stringify(entry)}\n`);
	await rotate(folder, line.length);
	const file = await open(logFile(folder, 0), 'a+', 0o600);
	try {
		// A full disk may have cut the last line off; it must not spoil this one.
		const {size} = await file.stat();
		const last = Buffer.alloc(1);
		await file.read(last, 0, 1, Math.max(size - 1, 0));
		const cut = size > 0 && last.toString() !== '\n';
		await file.appendFile(cut ? Buffer.concat([Buffer.from('\n'), line]) : line);
	} finally {
		await file.close();
	}
}

/** What is in the log. */
export interface CommandLog {
	/** Oldest first. */
	readonly entries: readonly LogEntry[];
	/** Lines that cannot be read, as a full disk leaves them. */
	readonly unreadable: number;
}

function isEntry(value: unknown): value is LogEntry {
	return (
		typeof value === 'object' &&
		value !== null &&
		'time' in value &&
		typeof value.time === 'string' &&
		'user' in value &&
		typeof value.user === 'string' &&
		'plan' in value &&
		typeof value.plan === 'string' &&
		'message' in value &&
		typeof value.message === 'string' &&
		'exitCode' in value &&
		(value.exitCode === null || typeof value.exitCode === 'number') &&
		'command' in value &&
		Array.isArray(value.command) &&
		value.command.every(word => typeof word === 'string')
	);
}

function parseEntry(line: string): LogEntry | null {
	try {
		const value: unknown = JSON.parse(line);
		return isEntry(value) ? value : null;
	} catch {
		return null;
	}
}

/** Reads the whole log, empty where there is none. Rejects with the file system's error. */
export async function readLog(folder: string): Promise<CommandLog> {
	const texts: string[] = [];
	for (let age = oldFiles; age >= 0; age -= 1) {
		texts.push(await orIfMissing(readFile(logFile(folder, age), 'utf8'), ''));
	}

	const lines = texts.flatMap(text => text.split('\n')).filter(line => line !== '');
	const entries = lines.map(parseEntry).filter(entry => entry !== null);
	return {entries, unreadable: lines.length - entries.length};
}
