/**
 * The snapshot folder of one director: rules files with their metadata.
 */

import {link, readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {makeFolder} from '../../../files/make-folder.ts';
import {orIfMissing} from '../../../files/missing-file.ts';
import {reasonOf} from '../../../text/reason.ts';
import {
	RulesFileError,
	type RulesToSave,
	readMetadata,
	saveRulesFile,
	writeAbout,
} from './rules-file.ts';
import {metadataPath, type SnapshotMetadata} from './snapshot-metadata.ts';
import {refuseName, snapshotFile, snapshotOfFile, timeName, timeOfName} from './snapshot-name.ts';

/** A snapshot in the list. Its rules have not been read. */
export interface Snapshot {
	readonly name: string;
	readonly path: string;
	/** When it was saved, or the file's modification time if that is not known; milliseconds since 1970. */
	readonly time: number;
	readonly about: SnapshotMetadata | null;
	/** Why its metadata cannot be read, naming the file; missing if it can, or if there is none. */
	readonly metadataProblem?: string;
}

/** The file of a snapshot in its folder. */
export function snapshotPath(folder: string, name: string): string {
	return join(folder, snapshotFile(name));
}

async function readSnapshot(folder: string, name: string): Promise<Snapshot | null> {
	const path = snapshotPath(folder, name);
	const stored = await readMetadata(path).catch((error: unknown) => ({
		value: undefined,
		problem: reasonOf(error),
	}));
	const about = stored?.value ?? null;
	const file = await orIfMissing(stat(path), null);
	return (
		file && {
			...{name, path, about},
			time: about?.time ?? timeOfName(name) ?? file.mtimeMs,
			...(stored?.problem === undefined
				? {}
				: {metadataProblem: `${metadataPath(path)}: ${stored.problem}`}),
		}
	);
}

/**
 * All snapshots of the folder, newest first; an empty list if there is no folder. Rejects with the file system's error.
 */
export async function listSnapshots(folder: string): Promise<readonly Snapshot[]> {
	const files = await orIfMissing(readdir(folder), []);
	const names = files.map(snapshotOfFile).filter(name => name !== null);
	const snapshots = await Promise.all(names.map(name => readSnapshot(folder, name)));
	return snapshots
		.filter(snapshot => snapshot !== null)
		.sort((one, other) => other.time - one.time || (one.name < other.name ? 1 : -1));
}

/**
 * Saves rules in the folder, named by their time. Creates the folder if it is missing (0700).
 * @throws {RulesFileError} if it cannot be written
 */
export async function saveSnapshot(folder: string, toSave: RulesToSave): Promise<string> {
	await makeFolder(folder).catch((error: unknown) => {
		const reason = reasonOf(error);
		throw new RulesFileError('failed', `the folder cannot be created: ${reason}`, error);
	});
	for (let number = 1; ; number += 1) {
		const path = snapshotPath(folder, timeName(toSave.time, number));
		try {
			await saveRulesFile(path, toSave, 'keep');
			return path;
		} catch (error) {
			if (!(error instanceof RulesFileError && error.problem === 'exists')) {
				throw error;
			}
		}
	}
}

/** Deletes a snapshot. It is not an error if it is already gone. Rejects with the file system's error. */
export async function deleteSnapshot({path}: Pick<Snapshot, 'path'>): Promise<void> {
	await rm(path, {force: true});
	await rm(metadataPath(path), {force: true});
}

/**
 * Renames a snapshot in its folder. At every moment the whole snapshot exists under one name or both.
 * @throws {RulesFileError} if the name is invalid or taken
 */
export async function renameSnapshot(
	folder: string,
	snapshot: Snapshot,
	newName: string,
): Promise<void> {
	const refusal = refuseName(newName);
	if (refusal !== null) {
		throw new RulesFileError('failed', refusal);
	}

	const path = snapshotPath(folder, newName);
	if (await orIfMissing(stat(path), null)) {
		throw new RulesFileError('exists', `the snapshot ${newName} already exists`);
	}

	if (snapshot.about) {
		await writeAbout(path, snapshot.about);
	} else if (snapshot.metadataProblem !== undefined) {
		// An operator may still repair it.
		await link(metadataPath(snapshot.path), metadataPath(path));
	}

	await link(snapshot.path, path);
	await deleteSnapshot(snapshot);
}

/**
 * Writes the operator's note for a snapshot; an empty one removes it.
 * @throws {RulesFileError} if there is no metadata file to write it to
 */
export async function noteSnapshot(
	{path, name, about, metadataProblem}: Snapshot,
	note: string,
): Promise<void> {
	if (!about) {
		throw new RulesFileError(
			'failed',
			metadataProblem === undefined
				? `${name} was not saved by lvstop: it has no ${metadataPath(path)} to hold a note`
				: `no note can be added to ${name}: ${metadataProblem}`,
		);
	}

	await writeAbout(path, {...about, note});
}

/** The number of newest snapshots to keep; null keeps all. */
export type Retention = {readonly newest: number} | null;

/**
 * The snapshots to delete. Named and noted ones are always kept and do not count; so are those whose note cannot be
 * read.
 */
export function expiredSnapshots(
	snapshots: readonly Snapshot[],
	retention: Retention,
): readonly Snapshot[] {
	if (!retention) {
		return [];
	}

	return snapshots
		.filter(
			({name, about, metadataProblem}) =>
				timeOfName(name) !== null && !about?.note && metadataProblem === undefined,
		)
		.toSorted((one, other) => other.time - one.time)
		.slice(retention.newest);
}

/** Deletes expired snapshots and returns them. Rejects with the file system's error. */
export async function applyRetention(
	folder: string,
	retention: Retention,
	inUse: ReadonlySet<string> = new Set(),
): Promise<readonly Snapshot[]> {
	const expired = expiredSnapshots(await listSnapshots(folder), retention).filter(
		({path}) => !inUse.has(path),
	);
	for (const snapshot of expired) {
		await deleteSnapshot(snapshot);
	}

	return expired;
}
