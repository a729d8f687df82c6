/**
 * The release files are reproducible, and their bill of materials is complete.
 */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const {dependencies, version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	dependencies: Readonly<Record<string, string>>;
	version: string;
};

test('two builds in different places, times and languages are the same bytes', async () => {
	const folder = await temporaryFolder();
	const build = (file: string, environment: Record<string, string>, cwd: string) => {
		const outfile = join(folder, file);
		execFileSync(process.execPath, [join(root, 'scripts/build.ts'), outfile], {
			cwd,
			env: {...process.env, ...environment},
		});
		return readFileSync(outfile, 'utf8');
	};

	const one = build('one.mjs', {TZ: 'UTC', LC_ALL: 'C', HOME: '/root'}, root);
	const two = build('two.mjs', {TZ: 'Asia/Tokyo', LC_ALL: 'de_DE.UTF-8', HOME: folder}, folder);
	expect(two === one).toBe(true);
	// Nothing in it shows where it was built.
	expect(one).not.toContain(root);
});

test('two packages are the same bytes, with a bill of materials and sums', {
	timeout: 120_000,
}, async () => {
	const folder = await temporaryFolder();
	const make = (name: string) => {
		const place = join(folder, name);
		execFileSync(process.execPath, [join(root, 'scripts/package.ts'), place]);
		return {
			sums: readFileSync(join(place, 'SHA256SUMS'), 'utf8'),
			check: () => execFileSync('sha256sum', ['-c', 'SHA256SUMS'], {cwd: place, encoding: 'utf8'}),
			bill: JSON.parse(readFileSync(join(place, `lvstop-${version}.cdx.json`), 'utf8')) as {
				bomFormat: string;
				components: readonly {name: string; licenses?: readonly unknown[]}[];
			},
		};
	};

	const one = make('one');
	expect(make('two').sums).toBe(one.sums);
	expect(one.check()).toBe(
		`lvstop-${version}.cdx.json: OK\nlvstop-${version}.tgz: OK\nlvstop.mjs: OK\n`,
	);
	expect(one.bill.bomFormat).toBe('CycloneDX');
	const names = one.bill.components.map(({name}) => name);
	expect(names).toEqual(
		expect.arrayContaining(Object.keys(dependencies).filter(name => name !== 'ink-table')),
	);
	// Development dependencies are not in it.
	expect(names).not.toContain('vitest');
	expect(one.bill.components.filter(({licenses}) => licenses === undefined)).toEqual([]);
});
