/**
 * The journal of a restore: written before its first command and removed after its last, so that the next start finds
 * an unfinished restore.
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
import {isServiceId} from '../../../ipvs/service-id.ts';
import {FileFault} from '../../../text/file-fault.ts';
import {processState} from './journal-process.ts';

/** A running restore, as stored. A field that later versions add is optional for older files. */
const journalSchema = v.pipe(
	v.object({
		startedAt: moment,
		user: v.string(),
		/** The process that carries it out. */
		pid: wholeNumber(1, 0x7fff_ffff),
		/** Further identification of that process; missing in journals of lvstop 0.1.0. */
		boot: v.exactOptional(v.nullable(v.string())),
		namespace: v.exactOptional(v.nullable(v.string())),
		started: v.exactOptional(v.nullable(v.string())),
		/** The name of the wanted rules. */
		name: v.string(),
		/** The wanted rules, as saved text. */
		wanted: v.string(),
		keepWeights: v.boolean(),
		/** The ids of the chosen services; null for all. */
		only: v.nullable(
			v.pipe(
				v.array(v.pipe(v.string(), v.guard(isServiceId, 'a service such as tcp:10.1.1.1:80'))),
				v.readonly(),
			),
		),
		/** The file with the rules before the restore. */
		before: v.string(),
	}),
	v.readonly(),
);

/** A running or unfinished restore. */
export type RestoreJournal = v.InferOutput<typeof journalSchema>;

function journalPath(folder: string): string {
	return join(folder, 'restore.json');
}

/** Characters of the wanted rules that are converted at once. */
const pieceLength = 2 ** 16;

/** The journal as JSON, in pieces: all rules in one would take twice the memory of their text. */
function* journalPieces({wanted, ...journal}: RestoreJournal): Generator<string, void> {
	yield `${JSON.stringify(journal).slice(0, -1)},"wanted":"`;
	for (let at = 0; at < wanted.length; at += pieceLength) {
		yield JSON.stringify(wanted.slice(at, at + pieceLength)).slice(1, -1);
	}

	yield '"}\n';
}

/**
 * Writes the journal into the director's folder. Rejects with the file system's error, which is `EEXIST` if there
 * already is one and it must be kept: another restore began at the same moment.
 */
export async function writeJournal(
	folder: string,
	journal: RestoreJournal,
	existing: Existing,
): Promise<void> {
	await makeFolder(folder);
	await writeWholeFile(journalPath(folder), journalPieces(journal), existing);
}

/**
 * The journal of an unfinished restore, or null. Rejects with the file system's error.
 * @throws {FileFault} if it is invalid, naming the file and the problem
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

/** Removes the journal. Rejects with the file system's error. */
export async function removeJournal(folder: string): Promise<void> {
	await rm(journalPath(folder), {force: true});
}

/** After this time a restore whose process is not visible is considered finished, milliseconds. */
const longestUnseen = 15 * 60_000;

/**
 * Whether another process is still running the restore. A process in another container is not visible: it is assumed to
 * be running for a quarter of an hour.
 * @param now the wall clock, milliseconds since 1970
 */
export function isUnderWay(journal: RestoreJournal, now = systemClock.now()): boolean {
	const state = processState(journal);
	return state === 'alive' || (state === 'unseen' && now - journal.startedAt < longestUnseen);
}
