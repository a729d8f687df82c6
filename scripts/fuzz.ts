/**
 * `npm run fuzz [-- FILE…]`: runs the property tests of all parsers with about a million random cases; `npm test` runs
 * the same ten thousand every time. FILE selects other tests. Prints the seed first, and how to repeat the same cases.
 */
import {spawnSync} from 'node:child_process';
import {randomInt} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

const parserTests = [
	'test/fuzz/',
	'test/ipvs/',
	'test/features/connections/',
	'test/features/wanted/',
	'test/director/port/split-words',
];

/** The factor over `npm test`; with it the parsers' tests try about a million cases. */
const usualFactor = 70;

/** The time limit of one property, milliseconds; the usual limit is for the usual number of cases. */
const longest = 3_600_000;

const files = process.argv.slice(2);
const seed = process.env['LVSTOP_SEED'] ?? String(randomInt(2 ** 31));
const factor = process.env['LVSTOP_FUZZ'] ?? String(usualFactor);
const again = ['npm run fuzz', ...(files.length > 0 ? ['--', ...files] : [])].join(' ');
const explained = `the same cases again: LVSTOP_SEED=${seed} LVSTOP_FUZZ=${factor} ${again}`;

console.log(`seed ${seed}, ${factor} times the cases of npm test`);
console.log(explained);

const folder = mkdtempSync(path.join(tmpdir(), 'lvstop-fuzz-'));
const counts = path.join(folder, 'counts');
writeFileSync(counts, '');
const {status} = spawnSync(
	process.execPath,
	[
		...['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit'],
		...['--testTimeout', String(longest), ...(files.length > 0 ? files : parserTests)],
	],
	{
		stdio: 'inherit',
		env: {
			...process.env,
			LVSTOP_SEED: seed,
			LVSTOP_FUZZ: factor,
			LVSTOP_FUZZ_COUNTS: counts,
		},
	},
);

const tried = readFileSync(counts, 'utf8')
	.split('\n')
	.reduce((sum, line) => sum + Number(line), 0);
rmSync(folder, {recursive: true});
console.log(`${tried.toLocaleString('en')} cases tried with seed ${seed}`);
if (status !== 0) {
	console.log(explained);
}

process.exitCode = status ?? 1;
