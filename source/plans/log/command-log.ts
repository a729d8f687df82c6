/**
 * The log of commands that changed a director: one JSON object per line, in the director's folder. This writes it;
 * read-log.ts reads it.
 */
import {constants} from 'node:fs';
import {open, rename, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {makeFolder} from '../../files/make-folder.ts';
import {orIfMissing} from '../../files/missing-file.ts';
import {neverWait, requireRegular} from '../../files/regular-file.ts';
import {jsonText} from '../../text/escape.ts';
import {isoTime} from '../../text/time.ts';
import type {CarriedOut} from '../apply/look.ts';
import type {LogEntry, LogRun} from './log-entry.ts';

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
export const oldFiles = 3;

/** The log file in a director's folder: the current one, or from 1 on the rotated ones, newest first. */
export function logFile(folder: string, age = 0): string {
	return join(folder, age === 0 ? 'commands.jsonl' : `commands.${age}.jsonl`);
}

/** Rotates the file if so many bytes do not fit. Another lvstop may do the same at this moment. */
async function rotate(folder: string, length: number): Promise<void> {
	const file = await orIfMissing(stat(logFile(folder, 0)), null);
	if (!file || file.size + length <= largestFile) {
		return;
	}

	for (let age = oldFiles - 1; age >= 0; age -= 1) {
		await orIfMissing(rename(logFile(folder, age), logFile(folder, age + 1)), undefined);
	}
}

/** Every write goes to the end, even if another process has written meanwhile. */
const appending = constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | neverWait;

/** Entries that are written at once have about this many bytes, so that a file is rotated where it has to be. */
const blockSize = 64 * 1024;

/** The lines of entries, in blocks of whole lines. */
function* blocksOf(entries: readonly LogEntry[]): Generator<Buffer> {
	let text = '';
	for (const entry of entries) {
		text += `${jsonText(entry)}\n`;
		if (text.length >= blockSize) {
			yield Buffer.from(text);
			text = '';
		}
	}

	if (text !== '') {
		yield Buffer.from(text);
	}
}

/**
 * Appends entries to `commands.jsonl` in the director's folder, which is created if missing (folder 0700, file 0600).
 * Rejects with the file system's error.
 */
export async function appendToLog(folder: string, entries: readonly LogEntry[]): Promise<void> {
	await makeFolder(folder);
	for (const block of blocksOf(entries)) {
		await appendBlock(folder, block);
	}
}

async function appendBlock(folder: string, block: Buffer): Promise<void> {
	await rotate(folder, block.length);
	const file = await open(logFile(folder), appending, 0o600);
	try {
		const stats = await file.stat();
		if (stats.isFIFO()) {
			// Nobody would ever read the line.
			requireRegular(logFile(folder), stats);
		}

		// A full disk may have truncated the last line; it must not spoil the next one.
		const {size} = stats;
		const last = Buffer.alloc(1);
		await file.read(last, 0, 1, Math.max(size - 1, 0));
		const cut = size > 0 && last.toString() !== '\n';
		await file.appendFile(cut ? Buffer.concat([Buffer.from('\n'), block]) : block);
	} finally {
		await file.close();
	}
}
