/**
 * What a restore writes down before its first command and takes away after its last, so that the next
 * start finds one that was cut off.
 */
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import {systemClock} from '../../../director/port/clock.ts';
import {makeFolder} from '../../../files/make-folder.ts';
import {orIfMissing} from '../../../files/missing-file.ts';
import {readRegularFile} from '../../../files/regular-file.ts';
import {moment, storedJson, wholeNumber} from '../../../files/stored.ts';
import {type Existing, writeWholeFile} from '../../../files/write-whole-file.ts';
import {FileFault} from '../../../text/file-fault.ts';
import {processState} from './journal-process.ts';

/** A restore that has begun, as it is stored. A field that later versions add is optional for older files. */
const journalSchema = v.pipe(
	v.object({
		startedAt: moment,
		user: v.string(),
		/** The process that carries it out. */
		pid: wholeNumber(1, 0x7fff_ffff),
		/** What else tells that process; missing in the journals of lvstop 0.1.0. */
		boot: v.exactOptional(v.nullable(v.string())),
		namespace: v.exactOptional(v.nullable(v.string())),
		started: v.exactOptional(v.nullable(v.string())),
		/** The name of the wanted rules. */
		name: v.string(),
		/** The wanted rules, as saved text. */
		wanted: v.string(),
		keepWeights: v.boolean(),
		/** The ids of the chosen services; null is all. */
		only: v.nullable(v.pipe(v.array(v.string()), v.readonly())),
		/** The file of the rules that were there before. */
		before: v.string(),
	}),
	v.readonly(),
);

/** A restore that has begun. */
export type RestoreJournal = v.InferOutput<typeof journalSchema>;

function journalPath(folder: string): string {
	return join(folder, 'restore.json');
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
	await makeFolder(folder);
	await writeWholeFile(journalPath(folder), `${JSON.stringify(journal)}\n`, existing);
}

/**
 * The journal of a restore that has not come to its end, or null. Rejects with the file system's error.
 * @throws {FileFault} if it cannot be understood, naming the file and what is wrong with it
 */
export async function readJournal(folder: string): Promise<RestoreJournal | null> {
	const text = await orIfMissing(readRegularFile(journalPath(folder), 'journal'), null);
	if (text === null) {
		return null;
	}

	const {value, problem} = storedJson(journalSchema, text);
	if (problem !== undefined) {
		throw new FileFault(
			`${journalPath(folder)} is not a restore journal (${problem}); check it and delete it`,
		);
	}

	return value;
}

/** Forgets the restore. Rejects with the file system's error. */
export async function removeJournal(folder: string): Promise<void> {
	await rm(journalPath(folder), {force: true});
}

/** A restore whose process cannot be seen from here is taken to be over after so long, milliseconds. */
const longestUnseen = 15 * 60_000;

/**
 * Whether the process that carries the restore out is still there, and is another one than this. One in another
 * container cannot be looked for: it is believed to be there for a quarter of an hour.
 * @param now the wall clock, milliseconds since 1970
 */
export function isUnderWay(journal: RestoreJournal, now = systemClock.now()): boolean {
	const state = processState(journal);
	return state === 'alive' || (state === 'unseen' && now - journal.startedAt < longestUnseen);
}
