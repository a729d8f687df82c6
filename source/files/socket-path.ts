/**
 * Finds a place for a socket to which only the user has access.
 */
import {randomBytes} from 'node:crypto';
import {lstat, mkdtemp, rmdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {type Environment, runtimeFolder, socketFolder} from './locations.ts';
import {makeFolder} from './make-folder.ts';

/**
 * The longest path, bytes. Linux accepts 107; ssh puts up to 17 characters after it while it makes a socket, and `.log`
 * must have room too.
 */
const longestPath = 107 - 17;

/** Bytes of the name: other processes of the user need other names. */
const nameBytes = 6;

/** A path that ssh takes as it is: `%` and `$` are special in it, and it has no quotes. */
const plainPath = /^[\w./+@:,=-]+$/;

async function isOwn(folder: string): Promise<boolean> {
	const found = await lstat(folder);
	return found.isDirectory() && found.uid === process.geteuid?.();
}

/** Whether the folder belongs to the user, and nobody else can enter it or replace it. */
async function isPrivate(folder: string): Promise<boolean> {
	return (
		(await isOwn(folder)) &&
		((await lstat(folder)).mode & 0o077) === 0 &&
		(await isOwn(dirname(folder)))
	);
}

function isUsable(path: string): boolean {
	return plainPath.test(path) && Buffer.byteLength(path) <= longestPath;
}

/**
 * Creates the folder if needed, and chooses a new name in it. The runtime folder is best, because it is in memory and
 * goes with the session; then the state folder; a new folder for temporary files if both cannot be used.
 * @throws the file system's error if none can be made
 */
export async function newSocketPath(environment: Environment): Promise<{
	readonly path: string;
	/** Removes a folder that was made for this socket alone; does not reject. */
	readonly release: () => Promise<void>;
}> {
	const name = `s-${randomBytes(nameBytes).toString('hex')}`;
	for (const folder of [runtimeFolder(environment), socketFolder(environment)]) {
		if (folder === null || !isUsable(join(folder, name))) {
			continue;
		}

		try {
			await makeFolder(folder);
			if (await isPrivate(folder)) {
				return {path: join(folder, name), release: async () => {}};
			}
		} catch {
			// The next one may work.
		}
	}

	const folder = await mkdtemp(join(tmpdir(), 'lvstop-'));
	return {path: join(folder, name), release: () => rmdir(folder).catch(() => undefined)};
}
