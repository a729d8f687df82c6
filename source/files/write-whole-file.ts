/**
 * Writes files atomically: they exist in full or not at all, whenever the process or the machine stops.
 */
import {randomBytes} from 'node:crypto';
import type {Stats} from 'node:fs';
import {link, open, realpath, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {FileFault} from '../text/file-fault.ts';
import {encodedPieces} from './encoded-pieces.ts';
import {orIfMissing} from './missing-file.ts';
import {requireRegular} from './regular-file.ts';

/** Whether an existing file may be replaced. */
export type Existing = 'keep' | 'replace';

/** Makes the names in a folder survive a power failure, if the file system supports that. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder, 'r').catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
}

/**
 * Writes the text to a new file. If it will replace another one, it gets the same owner and permissions, so that the
 * same users can read it.
 */
async function writeTemporary(
	path: string,
	text: string | Iterable<string>,
	target: string,
	replaced: Stats | null,
): Promise<void> {
	const handle = await open(path, 'wx', 0o600);
	try {
		await handle.writeFile(encodedPieces(typeof text === 'string' ? [text] : text));
		if (replaced) {
			const {uid, gid} = await handle.stat();
			if (uid !== replaced.uid || gid !== replaced.gid) {
				await handle.chown(replaced.uid, replaced.gid).catch((error: unknown) => {
					throw new FileFault(`${target} belongs to another user, and only root can replace it`, {
						cause: error,
					});
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
 * Writes a text, or the pieces of one, to a file. A new file has mode 0600, a replaced one keeps its owner and permissions. The text is first
 * written to a temporary file, which is renamed when it is complete, so that nobody ever sees a partial file. Symbolic
 * links are followed. A killed process may leave a file that ends in `.tmp`.
 *
 * write-file-atomic is not used: it always replaces, and it accepts a write that a full disk cut short.
 * @throws {FileFault} if the existing file is not a regular file, or its owner cannot be kept
 * @throws {NodeJS.ErrnoException} `EEXIST` if the file exists and must be kept
 */
export async function writeWholeFile(
	path: string,
	text: string | Iterable<string>,
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
		// Unlike renaming, linking fails if the name is taken.
		await (existing === 'replace' ? rename(temporary, target) : link(temporary, target));
	} finally {
		await rm(temporary, {force: true});
	}

	await syncFolder(folder);
}
