/**
 * A temporary folder for files that are to be packaged.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Creates a temporary folder, works with it, and removes it afterwards. */
export function inTemporaryFolder(work: (folder: string) => void): void {
	const folder = mkdtempSync(join(tmpdir(), 'lvstop-package-'));
	try {
		work(folder);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
