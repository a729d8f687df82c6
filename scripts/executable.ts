/**
 * Builds the executables dist/lvstop-linux-x64 and dist/lvstop-linux-arm64, or only that for the given processor:
 * `npm run executable -- x64`.
 */
import {statSync} from 'node:fs';
import {join} from 'node:path';
import {makeExecutable} from './packages/executable.ts';
import {processors} from './packages/node-binary.ts';
import {root} from './packages/project.ts';

const [, , ...named] = process.argv;
const unknown = named.filter(name => !processors.some(processor => processor === name));
if (unknown.length > 0) {
	console.error(
		`there are executables for ${processors.join(' and ')}, not for ${unknown.join(', ')}`,
	);
	process.exit(2);
}

for (const processor of processors) {
	if (named.length === 0 || named.includes(processor)) {
		const outfile = join(root, 'dist', `lvstop-linux-${processor}`);
		makeExecutable(processor, outfile);
		console.log(`${outfile}: ${(statSync(outfile).size / 1e6).toFixed(1)} MB`);
	}
}
