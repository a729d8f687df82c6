/**
 * Tests that the release files are reproducible, and that their bill of materials is complete.
 */
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, inject, test} from 'vitest';
import {thirdPartyNotices} from '../../scripts/packages/notices.ts';
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
	// Nothing in it shows the folder in which it was built.
	expect(one).not.toContain(root);
});

test('the packages have a bill of materials, and sums that fit', () => {
	const folder = inject('packages');
	const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], {cwd: folder, encoding: 'utf8'});
	expect(checked.trim().split('\n')).toEqual(
		[
			...[`lvstop-${version}.cdx.json`, `lvstop-${version}.tgz`, 'lvstop.mjs'],
			...['lvstop-linux-x64', 'lvstop-linux-arm64', `lvstop_${version}_amd64.deb`],
			...[`lvstop-${version}-linux-x64.tar.xz`, `lvstop-${version}-linux-arm64.tar.xz`],
			`lvstop-${version}-1.x86_64.rpm`,
		]
			.toSorted()
			.map(file => `${file}: OK`),
	);
	const bill = JSON.parse(readFileSync(join(folder, `lvstop-${version}.cdx.json`), 'utf8')) as {
		bomFormat: string;
		components: readonly {name: string; licenses?: readonly unknown[]}[];
	};
	expect(bill.bomFormat).toBe('CycloneDX');
	const names = bill.components.map(({name}) => name);
	expect(names).toEqual(
		expect.arrayContaining(Object.keys(dependencies).filter(name => name !== 'ink-table')),
	);
	// It contains no development dependencies.
	expect(names).not.toContain('vitest');
	expect(bill.components.filter(({licenses}) => licenses === undefined)).toEqual([]);
});

test('npm package and bill of materials are the same bytes when they are made again', async () => {
	const place = await temporaryFolder();
	execFileSync(process.execPath, [join(root, 'scripts/package.ts'), place]);
	for (const file of ['lvstop.mjs', `lvstop-${version}.tgz`, `lvstop-${version}.cdx.json`]) {
		const again = readFileSync(join(place, file));
		expect(again.equals(readFileSync(join(inject('packages'), file)))).toBe(true);
	}
});

test('an executable has the licences of all that is in it', () => {
	const notices = thirdPartyNotices();
	for (const name of Object.keys(dependencies).filter(name => name !== 'ink-table')) {
		expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
	}

	expect(notices).toContain('Permission is hereby granted');
	expect(notices).toMatch(/^Node\.js\n\nNode\.js is licensed/m);
});
