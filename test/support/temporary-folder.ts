/**
 * A folder for one test, which is gone after it.
 */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'lvstop-test-'));
	// What the last key of a test has begun may still be writing.
	onTestFinished(() => rm(folder, {recursive: true, force: true, maxRetries: 10}));
	return folder;
}
