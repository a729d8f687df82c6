/**
 * Remembers drained servers and their earlier weights in the director's folder: one file each, so that several lvstop
 * never overwrite each other's.
 */
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileName} from '../../files/locations.ts';
import {makeFolder} from '../../files/make-folder.ts';
import {orIfMissing} from '../../files/missing-file.ts';
import {readRegularFile} from '../../files/regular-file.ts';
import {storedJson} from '../../files/stored.ts';
import {writeWholeFile} from '../../files/write-whole-file.ts';
import {
	type DrainKey,
	type RememberedDrain,
	rememberedDrainSchema,
} from '../../plans/remembered-drain.ts';
import {reasonOf} from '../../text/reason.ts';

function folderOf(folder: string): string {
	return join(folder, 'drains');
}

function fileOf(folder: string, {service, server}: DrainKey): string {
	return join(folderOf(folder), `${fileName(`${service} ${server}`)}.json`);
}

/** Remembers a drain, replacing an earlier one of the same server. Rejects with the file system's error. */
export async function rememberDrain(folder: string, drain: RememberedDrain): Promise<void> {
	await makeFolder(folderOf(folder));
	await writeWholeFile(fileOf(folder, drain), `${JSON.stringify(drain)}\n`, 'replace');
}

/** Forgets a drain. It is not an error if none is remembered. Rejects with the file system's error. */
export async function forgetDrain(folder: string, drain: DrainKey): Promise<void> {
	await rm(fileOf(folder, drain), {force: true});
}

/** The drain of a file; null if the file is invalid, unreadable, or contains another server's drain. */
async function readDrain(folder: string, path: string): Promise<RememberedDrain | null> {
	// Another lvstop may delete it right now.
	const {value} = storedJson(
		rememberedDrainSchema,
		await readRegularFile(path, 'note').catch(() => ''),
	);
	return value !== undefined && fileOf(folder, value) === path ? value : null;
}

/**
 * All remembered drains, oldest first. Other files are skipped, whatever they are: they must not prevent the rest from
 * being undone. Rejects with the file system's error.
 */
export async function readDrains(folder: string): Promise<readonly RememberedDrain[]> {
	const names = await orIfMissing(readdir(folderOf(folder)), []);
	const drains = await Promise.all(
		names
			.filter(name => name.endsWith('.json'))
			.map(name => readDrain(folder, join(folderOf(folder), name))),
	);
	return drains.filter(drain => drain !== null).sort((one, other) => one.since - other.since);
}

/** Why the remembered drain of a server cannot be used, naming the file; null if none is remembered. */
export async function unusableDrain(folder: string, drain: DrainKey): Promise<string | null> {
	const path = fileOf(folder, drain);
	try {
		const text = await orIfMissing(readRegularFile(path, 'note'), null);
		const {problem} = text === null ? {} : storedJson(rememberedDrainSchema, text);
		return problem === undefined
			? null
			: `${path} does not contain the weight of a server before its drain: ${problem}`;
	} catch (error) {
		return reasonOf(error);
	}
}
