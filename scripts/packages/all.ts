/**
 * Everything that is handed out, in one folder.
 */
import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {makeExecutable} from './executable.ts';
import {processors} from './node-binary.ts';

/** Makes everything anew. Quick is less compression, for tests. */
export async function makePackages(folder: string, {quick}: {quick: boolean}): Promise<void> {
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
	for (const processor of processors) {
		makeExecutable(processor, join(folder, `lvstop-linux-${processor}`));
	}
}
