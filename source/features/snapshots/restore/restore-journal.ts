/**
 * What a restore writes down before its first command and takes away after its last, so that the next
 * start finds one that was cut off.
 */
import {mkdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {orIfMissing} from '../../../files/missing-file.ts';
import {type Existing, writeWholeFile} from '../../../files/write-whole-file.ts';

/** A restore that has begun. */
export interface RestoreJournal {
	/** Milliseconds since 1970. */
	readonly startedAt: number;
	readonly user: string;
	/** The process that carries it out, on this machine. */
	readonly pid: number;
	/** What the wanted rules are called. */
	readonly name: string;
	/** The wanted rules, as saved text. */
	readonly wanted: string;
	readonly keepWeights: boolean;
	/** The ids of the chosen services; null is all. */
	readonly only: readonly string[] | null;
	/** The file of the rules that were there before. */
	readonly before: string;
}

function journalPath(folder: string): string {
	return join(folder, 'restore.json');
}

function isJournal(value: unknown): value is RestoreJournal {
	return (
		typeof value === 'object' &&
		value !== null &&
		'startedAt' in value &&
		typeof value.startedAt === 'number' &&
		'user' in value &&
		typeof value.user === 'string' &&
		'pid' in value &&
		typeof value.pid === 'number' &&
		'name' in value &&
		typeof value.name === 'string' &&
		'wanted' in value &&
		typeof value.wanted === 'string' &&
		'keepWeights' in value &&
		typeof value.keepWeights === 'boolean' &&
		'only' in value &&
		(value.only === null ||
			(Array.isArray(value.only) && value.only.every(id => typeof id === 'string'))) &&
		'before' in value &&
		typeof value.before === 'string'
	);
}

/**
 * Writes the journal into the director's folder. Rejects with the file system's error, which is `EEXIST`
 * where one is there that is to be kept: another restore began at the same moment.
 */
export async function writeJournal(
	folder: string,
	journal: RestoreJournal,
	existing: Existing,
): Promise<void> {
	await mkdir(folder, {recursive: true, mode: 0o700});
	await writeWholeFile(journalPath(folder), `${JSON.stringify(journal)}\n`, existing);
}

/**
 * The journal of a restore that has not come to its end, or null. Rejects with the file system's error.
 * @throws {Error} where it cannot be understood, naming the file
 */
export async function readJournal(folder: string): Promise<RestoreJournal | null> {
	const text = await orIfMissing(readFile(journalPath(folder), 'utf8'), null);
	if (text === null) {
		return null;
	}

	let value: unknown = null;
	try {
		value = JSON.parse(text);
	} catch {
		// Told below.
	}

	if (!isJournal(value)) {
		throw new Error(
			`${journalPath(folder)} is not the journal of a restore; look at it and delete it`,
		);
	}

	return value;
}

/** Forgets the restore. Rejects with the file system's error. */
export async function removeJournal(folder: string): Promise<void> {
	await rm(journalPath(folder), {force: true});
}

/** Whether the process that carries the restore out is still there, and is another one than this. */
export function isUnderWay({pid}: RestoreJournal): boolean {
	if (pid === process.pid) {
		return false;
	}

	try {
		return process.kill(pid, 0);
	} catch (error) {
		// Somebody else's process may not be signalled, but it is there.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
