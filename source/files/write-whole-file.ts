/**
 * Files that are there in whole or not at all, whenever the process or the machine ends.
 */
import {randomBytes} from 'node:crypto';
import type {Stats} from 'node:fs';
import {link, open, realpath, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {FileFault} from '../text/file-fault.ts';
import {orIfMissing} from './missing-file.ts';
import {requireRegular} from './regular-file.ts';

/** Whether a file that is there already may be replaced. */
export type Existing = 'keep' | 'replace';

/** Makes the names in a folder outlive a loss of power, where the file system offers that. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
}

/**
 * Writes the text to a new file. If it is to take the place of another one, it gets that one's owner and
 * rights: who could read the rules before can read them afterwards.
 */
async function writeTemporary(
	path: string,
	text: string,
	target: string,
	replaced: Stats | null,
): Promise<void> {
	const handle = await open(path, 'wx', 0o600);
	try {
		await handle.writeFile(text);
		if (replaced) {
			const {uid, gid} = await handle.stat();
			if (uid !== replaced.uid || gid !== replaced.gid) {
				await handle.chown(replaced.uid, replaced.gid).catch((error: unknown) => {
					throw new FileFault(
						`${target} belongs to somebody else, and only root can write a new file of theirs`,
						{cause: error},
					);
				});
			}

			await handle.chmod(replaced.mode & 0o777);
		}

		await handle.sync();
	} finally {
		await handle.close();
	}
}

/**
 * Writes a text to a file: a new one is 0600, one that is replaced keeps its owner and rights. The text is written beside it first and gets the name when it is
 * complete, so that nobody ever sees a part of it. A symbolic link is followed. What a killed process leaves
 * behind ends in `.tmp`.
 *
 * Not done with write-file-atomic, which always replaces, and takes a write that was cut short by a full
 * disk for a whole one.
 * @throws {FileFault} where what is there is not a regular file, or its owner cannot be kept
 * @throws {NodeJS.ErrnoException} `EEXIST` where the file is there and is to be kept
 */
export async function writeWholeFile(
	path: string,
	text: string,
	existing: Existing,
): Promise<void> {
	const target = existing === 'replace' ? await orIfMissing(realpath(path), path) : path;
	const replaced = existing === 'replace' ? await orIfMissing(stat(target), null) : null;
	if (replaced) {
		requireRegular(path, replaced);
	}

	const folder = dirname(target);
	const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
	try {
		await writeTemporary(temporary, text, target, replaced);
		// A link, unlike a renaming, fails where the name is taken.
		await (existing === 'replace' ? rename(temporary, target) : link(temporary, target));
	} finally {
		await rm(temporary, {force: true});
	}

	await syncFolder(folder);
}
