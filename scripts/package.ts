/**
 * Builds the release files that do not contain Node, in dist/package or the given folder: the program, the npm package,
 * the bill of materials (CycloneDX) and the checksums. The same source gives the same bytes. `npm run packages` builds
 * all release files.
 */
import {mkdirSync, rmSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {makeProgram} from './packages/all.ts';
import {writeChecksums} from './packages/checksums.ts';
import {root} from './packages/project.ts';

const folder = resolve(process.argv[2] ?? join(root, 'dist', 'package'));
rmSync(folder, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
makeProgram(folder);
console.log(`${folder}:\n${writeChecksums(folder)}`.trimEnd());
