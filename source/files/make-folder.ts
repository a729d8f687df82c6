/**
 * Creates folders for lvstop's data.
 */
import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Creates a folder for its owner only (0700), and its parents. Node's own `recursive` never ends if a file system
 * reports the parent as missing although it exists, as `/proc` does.
 * @throws the file system's error, also if something else has that name
 */
export async function makeFolder(path: string): Promise<void> {
	const make = () => mkdir(path, {mode: 0o700});
	try {
		await make();
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code === 'EEXIST' && (await stat(path)).isDirectory()) {
			return;
		}

		if (code !== 'ENOENT' || dirname(path) === path) {
			throw error;
		}

		await makeFolder(dirname(path));
		await make().catch((again: NodeJS.ErrnoException) => {
			// Another lvstop may have been faster.
			if (again.code !== 'EEXIST') {
				throw again;
			}
		});
	}
}
