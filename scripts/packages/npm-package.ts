/**
 * The npm package: the program, manual pages and completions. Nothing in it runs at installation.
 */
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {root, run} from './project.ts';

/** The files in it besides package.json, which names the same files. */
const contents = ['README.md', 'LICENSE', 'share/man', 'share/completions'];

/** The fields that only developers need. The program contains its dependencies, so nothing else is installed. */
const onlyForWork = ['scripts', 'dependencies', 'devDependencies', 'optionalDependencies'];

/** Builds the package in a folder from the built program. It does not change dist/, which may be in use. */
export function packNpm(program: string, folder: string): void {
	const stage = join(folder, 'stage');
	for (const [from, to] of [
		[program, 'dist/lvstop.mjs'],
		...contents.map(path => [join(root, path), path]),
	] as const) {
		mkdirSync(dirname(join(stage, to)), {recursive: true});
		cpSync(from, join(stage, to), {recursive: true});
	}

	const manifest = Object.entries(
		JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>,
	).filter(([key]) => !onlyForWork.includes(key));
	writeFileSync(
		join(stage, 'package.json'),
		`${JSON.stringify(Object.fromEntries(manifest), null, '\t')}\n`,
	);
	run('npm', ['pack', stage, '--ignore-scripts', '--pack-destination', folder]);
	rmSync(stage, {recursive: true});
}
