/**
 * Compares the start of the built program with that of Node itself, in CPU time, the least of some rounds.
 * `node test/bench/start.bench.ts`
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {buildProgram} from './built-program.ts';
import {endedChildrenCpuTime} from './cpu-time.ts';
import {report} from './report.ts';

const rounds = 5;
/** Starts per measurement: one alone is short for a clock with a hundred ticks per second. */
const starts = 5;

function secondsOf(words: readonly string[]): number {
	const before = endedChildrenCpuTime();
	for (let start = 0; start < starts; start += 1) {
		spawnSync(process.execPath, words, {stdio: 'ignore'});
	}

	return (endedChildrenCpuTime() - before) / starts;
}

const least = (words: readonly string[]) =>
	Math.min(...Array.from({length: rounds}, () => secondsOf(words)));

const folder = mkdtempSync(join(tmpdir(), 'lvstop-bench-'));
try {
	const program = buildProgram(folder);
	const node = least(['-e', '0']);
	const tell = (what: string, words: readonly string[], target: number | null) =>
		report({
			...{what, figure: least([program, ...words]), target},
			...{beside: 'node -e 0', other: node},
		});
	tell('start to the first frame, --demo nat', ['--demo', 'nat', '--once', '--keys', 'j'], 3);
	tell('lvstop --demo nat --once', ['--demo', 'nat', '--once'], null);
	tell('lvstop --help', ['--help'], null);
	tell('lvstop --version', ['--version'], null);
} finally {
	rmSync(folder, {recursive: true});
}
