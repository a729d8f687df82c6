/**
 * Runs the measurements of test/bench one after the other, or those whose names contain the given word.
 */
import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../test/bench/', import.meta.url));
const word = process.argv[2] ?? '';
const files = readdirSync(folder).filter(name => name.endsWith('.bench.ts') && name.includes(word));
if (files.length === 0) {
	console.error(`no measurement in test/bench has '${word}' in its name`);
	process.exitCode = 2;
}

for (const file of files) {
	console.log(`\n== ${file}`);
	const {status} = spawnSync(process.execPath, ['--expose-gc', `${folder}${file}`], {
		stdio: 'inherit',
	});
	process.exitCode ||= status ?? 1;
}
