/**
 * The npm package: the program, manual pages and completions, and nothing that runs at its installation.
 */
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {root, run} from './project.ts';

/** What is in it, beside package.json; package.json names the same. */
const contents = ['README.md', 'LICENSE', 'share/man', 'share/completions'];

/** What only those need who work on lvstop. The program has its dependencies in it, so that nothing else is installed. */
const onlyForWork = ['scripts', 'dependencies', 'devDependencies', 'optionalDependencies'];

/** Makes the package in a folder from the built program. dist/ is left alone: something else may be running it. */
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
