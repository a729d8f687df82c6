/**
 * A folder for what is on its way into a package.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** Works with a folder that is gone afterwards. */
export function inTemporaryFolder(work: (folder: string) => void): void {
	const folder = mkdtempSync(join(tmpdir(), 'lvstop-package-'));
	try {
		work(folder);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
