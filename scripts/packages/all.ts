/**
 * All release files, in one folder.
 */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeArchive} from './archive.ts';
import {billOfMaterials} from './bill-of-materials.ts';
import {writeChecksums} from './checksums.ts';
import {makeDebianPackage} from './debian.ts';
import {makeExecutable} from './executable.ts';
import {processors} from './node-binary.ts';
import {packNpm} from './npm-package.ts';
import {name, root, run, version} from './project.ts';
import {makeRpm} from './rpm.ts';

/** Builds the program for any Node, its npm package and its bill of materials. */
export function makeProgram(folder: string): void {
	const program = join(folder, 'lvstop.mjs');
	run(process.execPath, [join(root, 'scripts/build.ts'), program]);
	packNpm(program, folder);
	writeFileSync(join(folder, `${name}-${version}.cdx.json`), billOfMaterials());
}

/** Builds all release files again, the checksums last. `quick` compresses less, for tests: 20 s of CPU, not 200 s. */
export function makePackages(folder: string, {quick}: {quick: boolean}): void {
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
	makeProgram(folder);
	for (const processor of processors) {
		const executable = join(folder, `lvstop-linux-${processor}`);
		makeExecutable(processor, executable);
		makeArchive(executable, {processor, folder, level: quick ? 0 : 6});
		if (processor === 'x64') {
			makeDebianPackage(executable, {folder, quick});
			makeRpm(executable, {folder, quick});
		}
	}

	writeChecksums(folder);
}
