/**
 * The log of commands that changed a director: one JSON object per line, in the director's folder.
 */
import {constants} from 'node:fs';
import {open, rename, stat} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {makeFolder} from '../../files/make-folder.ts';
import {orIfMissing} from '../../files/missing-file.ts';
import {
	neverWait,
	openRegularFile,
	readOpenFile,
	requireRegular,
} from '../../files/regular-file.ts';
import {anyWholeNumber, type Schema, storedJson} from '../../files/stored.ts';
import {jsonText} from '../../text/escape.ts';
import {isoTime} from '../../text/time.ts';
import type {CarriedOut} from '../apply/look.ts';
import type {CommandLog, LogEntry, LogRun} from './log-entry.ts';
import {rowStateSchema} from './row-state-schema.ts';

/** The user, the director, the time (milliseconds since 1970), and the position within a plan. */
export interface LogStamp {
	readonly user: string;
	readonly host: string;
	readonly time: number;
	readonly run?: LogRun;
}

/** The log entry of a command that was run. */
export function logEntry(
	{plan, step, result, problem}: CarriedOut,
	{user, host, time, run}: LogStamp,
): LogEntry {
	return {
		time: isoTime(time),
		user,
		host,
		plan,
		run: run ?? null,
		command: step.command,
		exitCode: result?.exitCode ?? null,
		message: problem ?? result?.stderr.trim() ?? '',
		before: step.before,
		after: step.after,
	};
}

/** From this size on (bytes) the log file is rotated. */
const largestFile = 1024 * 1024;

/** The number of rotated files; the oldest one is deleted. */
const oldFiles = 3;

/** The log file in a director's folder: the current one, or from 1 on the rotated ones, newest first. */
export function logFile(folder: string, age = 0): string {
	return join(folder, age === 0 ? 'commands.jsonl' : `commands.${age}.jsonl`);
}

/** Rotates the file if the line does not fit. Another lvstop may do the same at this moment. */
async function rotate(folder: string, lineLength: number): Promise<void> {
	const file = await orIfMissing(stat(logFile(folder, 0)), null);
	if (!file || file.size + lineLength <= largestFile) {
		return;
	}

	for (let age = oldFiles - 1; age >= 0; age -= 1) {
		await orIfMissing(rename(logFile(folder, age), logFile(folder, age + 1)), undefined);
	}
}

/** Every write goes to the end, even if another process has written meanwhile. */
const appending = constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | neverWait;

/**
 * Appends an entry to `commands.jsonl` in the director's folder, which is created if missing (folder 0700, file 0600).
 * Rejects with the file system's error.
 */
export async function appendToLog(folder: string, entry: LogEntry): Promise<void> {
	await makeFolder(folder);
	const line = Buffer.from(`${jsonText(entry)}\n`);
	await rotate(folder, line.length);
	const file = await open(logFile(folder), appending, 0o600);
	try {
		const stats = await file.stat();
		if (stats.isFIFO()) {
			// Nobody would ever read the line.
			requireRegular(logFile(folder), stats);
		}

		// A full disk may have truncated the last line; it must not spoil this one.
		const {size} = stats;
		const last = Buffer.alloc(1);
		await file.read(last, 0, 1, Math.max(size - 1, 0));
		const cut = size > 0 && last.toString() !== '\n';
		await file.appendFile(cut ? Buffer.concat([Buffer.from('\n'), line]) : line);
	} finally {
		await file.close();
	}
}

/** The position within a plan; null for entries of older versions, and for commands without a plan. */
const runSchema: Schema<LogRun | null> = v.fallback(
	v.nullable(
		v.object({
			begun: v.string(),
			step: anyWholeNumber,
			steps: anyWholeNumber,
		}),
	),
	null,
);

/** Null for an invalid state: the entry is still shown, but cannot be undone. */
const stateSchema = v.fallback(v.nullable(rowStateSchema), null);

/** One line. Unknown fields of later versions are kept, as `lvstop log --json` prints them. */
const entrySchema: Schema<LogEntry> = v.looseObject({
	time: v.string(),
	user: v.string(),
	host: v.string(),
	plan: v.string(),
	run: runSchema,
	command: v.array(v.string()),
	exitCode: v.nullable(anyWholeNumber),
	message: v.string(),
	before: stateSchema,
	after: stateSchema,
	outside: v.exactOptional(v.literal(true)),
});

/** The text of a log file, empty if it does not exist; null if it was already read under another name. */
async function readFileOnce(path: string, known: Set<number>): Promise<string | null> {
	const file = await orIfMissing(openRegularFile(path), null);
	if (file === null) {
		return '';
	}

	try {
		const {ino} = await file.stat();
		if (known.has(ino)) {
			return null;
		}

		known.add(ino);
		return await readOpenFile(file, path, 'log');
	} finally {
		await file.close();
	}
}

/** The entries in a file's text, and the problem with each invalid line. */
function entriesOf(path: string, text: string) {
	const entries: LogEntry[] = [];
	const problems: string[] = [];
	for (const [index, line] of text.split('\n').entries()) {
		if (line !== '') {
			const {value, problem} = storedJson(entrySchema, line);
			if (problem === undefined) {
				entries.push(value);
			} else {
				problems.push(`${path}:${index + 1}: ${problem}`);
			}
		}
	}

	return {entries, problems};
}

/**
 * Reads the log from its end: all of it, or at least this many entries if there are that many, because a file is read
 * as a whole. Empty if there is none. Rejects with the file system's error.
 */
export async function readLog(
	folder: string,
	least = Number.POSITIVE_INFINITY,
): Promise<CommandLog> {
	// Another lvstop may rotate a file meanwhile, which then comes again under its next name.
	const known = new Set<number>();
	let entries: readonly LogEntry[] = [];
	let problems: readonly string[] = [];
	for (let age = 0; age <= oldFiles && entries.length < least; age += 1) {
		const path = logFile(folder, age);
		const found = entriesOf(path, (await readFileOnce(path, known)) ?? '');
		entries = [...found.entries, ...entries];
		problems = [...found.problems, ...problems];
	}

	const [firstProblem] = problems;
	return {
		entries,
		unreadable: problems.length,
		...(firstProblem === undefined ? {} : {firstProblem}),
	};
}
