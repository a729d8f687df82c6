/**
 * The log of commands that changed a director: one JSON object a line, in the director's folder.
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
import type {CarriedOut} from '../apply/apply-plan.ts';
import type {CommandLog, LogEntry, LogRun} from './log-entry.ts';
import {rowStateSchema} from './row-state-schema.ts';

/** Who gives commands, to which director, when (milliseconds since 1970), and as which part of a plan. */
export interface LogStamp {
	readonly user: string;
	readonly host: string;
	readonly time: number;
	readonly run?: LogRun;
}

/** Makes the log's line of a command that was carried out. */
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

/** From this size on (bytes) a file of the log is put aside and a new one is begun. */
const largestFile = 1024 * 1024;

/** How many files are put aside; the oldest one is then lost. */
const oldFiles = 3;

/** The file of a director's folder that is written, and from 1 on those that were put aside, newest first. */
export function logFile(folder: string, age = 0): string {
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

/** Each write goes to the end, whoever else has written meanwhile. */
const appending = constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | neverWait;

/**
 * Appends an entry to `commands.jsonl` in the director's folder, which is made where it is missing
 * (folder 0700, file 0600). Rejects with the file system's error.
 */
export async function appendToLog(folder: string, entry: LogEntry): Promise<void> {
	await makeFolder(folder);
	const line = Buffer.from(`${jsonText(entry)}\n`);
	await rotate(folder, line.length);
	const file = await open(logFile(folder), appending, 0o600);
	try {
		// A full disk may have cut the last line off; it must not spoil this one.
		const stats = await file.stat();
		const {size} = stats;
		if (stats.isFIFO()) {
			// Nobody would ever read the line.
			requireRegular(logFile(folder), stats);
		}

		const last = Buffer.alloc(1);
		await file.read(last, 0, 1, Math.max(size - 1, 0));
		const cut = size > 0 && last.toString() !== '\n';
		await file.appendFile(cut ? Buffer.concat([Buffer.from('\n'), line]) : line);
	} finally {
		await file.close();
	}
}

/** Which command of a plan it was; null for what older versions wrote, and for what is none. */
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

/** Null in place of what is no state: such a line is still told, but what it did cannot be undone. */
const stateSchema = v.fallback(v.nullable(rowStateSchema), null);

/** One line. What later versions write beside these fields is kept, as `lvstop log --json` prints the file. */
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

/** The text of a file of the log, empty if there is none; null if it has been read under another name. */
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

/** The entries of a file's text, and what is wrong with each line that is none. */
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
 * Reads the log from its end: all of it, or at least so many entries if there are so many, as a file is
 * read as a whole. Empty if there is none. Rejects with the file system's error.
 */
export async function readLog(
	folder: string,
	least = Number.POSITIVE_INFINITY,
): Promise<CommandLog> {
	// Another lvstop may put a file aside meanwhile, which then comes again under its next name.
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
