/**
 * The project whose packages are built: its folder, name and version, and a way to run programs in it.
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

/** The maintainer of the packages. */
export const maintainer = 'lvstop developers <lvstop@lvstop.invalid>';

/** The heading of this version in the changelog: `## [0.1.0] - 2026-01-31`. */
const heading = new RegExp(
	`^## \\[${version.replaceAll('.', '\\.')}\\] - (\\d{4}-\\d\\d-\\d\\d)$`,
	'm',
);

/** The release date of this version, for everything that needs a date; a fixed date if it is not released yet. */
export const releaseDate =
	heading.exec(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'))?.[1] ?? '2026-01-01';

/** The release date in seconds since 1970. */
export const releaseTime = Date.parse(releaseDate) / 1000;

/**
 * Runs a program in a folder, by default that of the project, and returns its standard output. If it fails, the error
 * contains its standard error.
 */
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
