/**
 * Tests the npm package, installed in an empty folder without a network.
 */
import {execFileSync} from 'node:child_process';
import {lstatSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, inject, it} from 'vitest';
import {version} from '../../scripts/packages/project.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {driveDemo} from './drive-demo.ts';

const archive = join(inject('packages'), `lvstop-${version}.tgz`);

it('has the program, manual pages and completions, and nothing that npm would run or fetch', () => {
	const files = execFileSync('tar', ['-tzf', archive], {encoding: 'utf8'}).trim().split('\n');
	expect(files.toSorted()).toEqual(
		[
			...['LICENSE', 'README.md', 'package.json', 'dist/lvstop.mjs'],
			...['share/man/lvstop.1', 'share/man/lvstop-config.5', 'share/completions/_lvstop'],
			...['share/completions/lvstop.bash', 'share/completions/lvstop.fish'],
		]
			.map(path => `package/${path}`)
			.toSorted(),
	);
	const manifest = JSON.parse(
		execFileSync('tar', ['-xzOf', archive, 'package/package.json'], {encoding: 'utf8'}),
	);
	expect(Object.keys(manifest).toSorted()).toEqual(
		[
			...['name', 'version', 'description', 'license', 'keywords', 'type', 'bin', 'man', 'files'],
			'engines',
		].toSorted(),
	);
	expect(manifest.engines).toEqual({node: '>=22'});
});

it('is installed in an empty place, driven by keys and removed', async () => {
	const folder = await temporaryFolder();
	const npm = (...words: readonly string[]) =>
		execFileSync(
			'npm',
			[
				...words,
				...['--global', '--prefix', folder, '--offline', '--cache', join(folder, 'cache')],
			],
			{cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']},
		);
	npm('install', archive);
	const lvstop = join(folder, 'bin/lvstop');
	await driveDemo(['/usr/bin/env', `PATH=${dirname(process.execPath)}`, lvstop]);
	const manual = readFileSync(join(folder, 'share/man/man1/lvstop.1'), 'utf8');
	expect(manual).toContain(`"lvstop ${version}"`);
	npm('uninstall', 'lvstop');
	expect(lstatSync(lvstop, {throwIfNoEntry: false})).toBeUndefined();
});
