/**
 * Builds all release files in dist/packages or the given folder. `--quick` compresses less, for tests.
 */
import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {makePackages} from './packages/all.ts';
import {root} from './packages/project.ts';

const {values, positionals} = parseArgs({
	options: {quick: {type: 'boolean', default: false}},
	allowPositionals: true,
});
const folder = resolve(positionals[0] ?? join(root, 'dist', 'packages'));
makePackages(folder, values);
console.log(`${folder}:\n${readFileSync(join(folder, 'SHA256SUMS'), 'utf8')}`.trimEnd());
