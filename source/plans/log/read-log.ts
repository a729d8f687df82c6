/**
 * Reads the log of commands that changed a director.
 */
import * as v from 'valibot';
import {orIfMissing} from '../../files/missing-file.ts';
import {openRegularFile, readOpenFile} from '../../files/regular-file.ts';
import {anyWholeNumber, type Schema, storedJson} from '../../files/stored.ts';
import {logFile, oldFiles} from './command-log.ts';
import type {CommandLog, LogEntry, LogRun, RecentLog} from './log-entry.ts';
import {rowStateSchema} from './row-state-schema.ts';

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

/** The time of an entry as lvstop writes it, so that an old one need not be parsed. */
const timeAtStart = /^\{"time":"([^"]+)"/;

/** The lines of a text, the last one first. */
function* linesFromEnd(text: string): Generator<string> {
	for (let end = text.length; end > 0; ) {
		const start = text.lastIndexOf('\n', end - 1) + 1;
		if (start < end) {
			yield text.slice(start, end);
		}

		end = start - 1;
	}
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

/**
 * Entries are at most so much out of order, milliseconds: a change from outside has the time of the reading that showed
 * it, and is logged when the log was read.
 */
const disorder = 10_000;

/**
 * Reads the entries since a time, milliseconds since 1970, and no more of the log than that needs: it may be asked for
 * at every reading of the director. Invalid lines are skipped. Rejects with the file system's error.
 */
export async function readLogSince(folder: string, since: number): Promise<RecentLog> {
	const known = new Set<number>();
	const newest: LogEntry[] = [];
	let hasOlder = false;
	for (let age = 0; age <= oldFiles; age += 1) {
		const text = (await readFileOnce(logFile(folder, age), known)) ?? '';
		for (const line of linesFromEnd(text)) {
			const time = Date.parse(timeAtStart.exec(line)?.[1] ?? '');
			hasOlder ||= time < since;
			if (time < since - disorder) {
				return {entries: newest.reverse(), hasOlder};
			}

			const {value} = time < since ? {} : storedJson(entrySchema, line);
			if (value !== undefined && Date.parse(value.time) >= since) {
				newest.push(value);
			}
		}
	}

	return {entries: newest.reverse(), hasOlder};
}
