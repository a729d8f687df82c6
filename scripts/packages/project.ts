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

/** Who answers for the packages. */
export const maintainer = 'lvstop developers <lvstop@lvstop.invalid>';

/** The heading of this version in the changelog: `## [0.1.0] - 2026-01-31`. */
const heading = new RegExp(
	`^## \\[${version.replaceAll('.', '\\.')}\\] - (\\d{4}-\\d\\d-\\d\\d)$`,
	'm',
);

/** When this version was released, for everything that must have a date. A version that is not out yet has this one. */
export const releaseDate =
	heading.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))?.[1] ?? '2026-01-01';

/** The same in seconds since 1970. */
export const releaseTime = Date.parse(releaseDate) / 1000;

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
