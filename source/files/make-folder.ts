/**
 * Folders of lvstop's own.
 */
import {mkdir, stat} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Makes a folder for its owner alone (0700), and the folders above it. Node's own `recursive` goes on for ever where
 * a file system says that the folder above is not there although it is, as `/proc` does.
 * @throws the file system's error, also for something else in the place of a folder
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
