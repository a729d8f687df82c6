/**
 * A folder for one test.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Makes an empty folder, which is removed with everything in it when the test is finished. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'lvstop-test-'));
	onTestFinished(() => rm(folder, {recursive: true, force: true}));
	return folder;
}
