/**
 * Files that are there in whole or not at all, whenever the process or the machine ends.
 */
import {randomBytes} from 'node:crypto';
import {link, open, realpath, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {orIfMissing} from './missing-file.ts';

/** Whether a file that is there already may be replaced. */
export type Existing = 'keep' | 'replace';

/** Makes the names in a folder outlive a loss of power, where the file system offers that. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
}

async function writeTemporary(path: string, text: string): Promise<void> {
	const handle = await open(path, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Writes a text to a file (0600). The text is written beside it first and gets the name when it is
 * complete, so that nobody ever sees a part of it. A symbolic link is followed. What a killed process leaves
 * behind ends in `.tmp`.
 *
 * Not done with write-file-atomic, which always replaces, and takes a write that was cut short by a full
 * disk for a whole one.
 * @throws {NodeJS.ErrnoException} `EEXIST` where the file is there and is to be kept
 */
export async function writeWholeFile(
	path: string,
	text: string,
	existing: Existing,
): Promise<void> {
	const target = existing === 'replace' ? await orIfMissing(realpath(path), path) : path;
	const folder = dirname(target);
	const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		await writeTemporary(temporary, text);
		// A link, unlike a renaming, fails where the name is taken.
		await (existing === 'replace' ? rename(temporary, target) : link(temporary, target));
	} finally {
		await rm(temporary, {force: true});
	}

	await syncFolder(folder);
}
