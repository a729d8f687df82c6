/**
 * Runs the measurements of test/bench one after the other, or only those whose names contain the given word, and prints
 * one table of their results.
 */
import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {isRow, titles} from '../test/bench/report.ts';

const folder = fileURLToPath(new URL('../test/bench/', import.meta.url));
const word = process.argv[2] ?? '';
const files = readdirSync(folder).filter(name => name.endsWith('.bench.ts') && name.includes(word));
if (files.length === 0) {
	console.error(`no measurement in test/bench has '${word}' in its name`);
	process.exitCode = 2;
}

const rows: string[] = [];
for (const file of files) {
	console.log(`\n== ${file}`);
	const {status, stdout} = spawnSync(process.execPath, ['--expose-gc', `${folder}${file}`], {
		stdio: ['inherit', 'pipe', 'inherit'],
		encoding: 'utf8',
		maxBuffer: 2 ** 26,
	});
	process.stdout.write(stdout);
	rows.push(...stdout.split('\n').filter(isRow));
	process.exitCode ||= status ?? 1;
}

console.log(`\n${[titles, ...rows].join('\n')}`);
