/**
 * The project whose packages are made: its folder, its name and version, and programs that run in it.
 */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const {name, version, description} = JSON.parse(
	readFileSync(join(root, 'package.json'), 'utf8'),
) as {name: string; version: string; description: string};

/** Runs a program and gives what it prints; what it says on standard error is in the error, if it fails; in the project's folder if no other is named. */
export function run(
	program: string,
	words: readonly string[],
	{cwd = root, environment = {}}: {cwd?: string; environment?: Record<string, string>} = {},
): string {
	return execFileSync(program, words, {
		cwd,
		encoding: 'utf8',
		maxBuffer: 2 ** 26,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {...process.env, ...environment},
	});
}
