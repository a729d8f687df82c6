import {readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {
	forgetDrain,
	readDrains,
	rememberDrain,
} from '../../../source/features/drain/drain-memory.ts';
import type {RememberedDrain} from '../../../source/features/drain/remembered-drain.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const drain: RememberedDrain = {
	service: 'tcp:172.16.249.138:80',
	server: '10.0.0.8:80',
	weight: 3,
	since: 1000,
};
const ipv6: RememberedDrain = {
	service: 'tcp:[2001:db8:ffff:ffff:ffff:ffff:ffff:1]:65535',
	server: '[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:65535',
	weight: 7,
	since: 500,
};

describe('the memory of drains', () => {
	it('survives, oldest first', async () => {
		const folder = join(await temporaryFolder(), 'lvstop', 'lb1');
		await rememberDrain(folder, drain);
		await rememberDrain(folder, ipv6);
		expect(await readDrains(folder)).toEqual([ipv6, drain]);
	});

	it('keeps the last drain of a server, and forgets what has served its purpose', async () => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, drain);
		await rememberDrain(folder, {...drain, weight: 9});
		expect(await readDrains(folder)).toEqual([{...drain, weight: 9}]);
		await forgetDrain(folder, drain);
		await forgetDrain(folder, drain);
		expect(await readDrains(folder)).toEqual([]);
	});

	it('loses nothing when many write and forget at once', async () => {
		const folder = await temporaryFolder();
		const drains = Array.from({length: 50}, (_, index) => ({
			...drain,
			server: `10.0.0.${index}:80`,
			since: index,
		}));
		await Promise.all(drains.map(each => rememberDrain(folder, each)));
		await Promise.all([
			...drains.slice(0, 25).map(each => forgetDrain(folder, each)),
			...drains.slice(25).map(each => rememberDrain(folder, {...each, weight: 4})),
			readDrains(folder),
		]);
		expect(await readDrains(folder)).toEqual(drains.slice(25).map(each => ({...each, weight: 4})));
	});

	it('is for its owner only', async () => {
		const folder = join(await temporaryFolder(), 'lb1');
		await rememberDrain(folder, drain);
		const [name = ''] = await readdir(join(folder, 'drains'));
		expect((await stat(join(folder, 'drains', name))).mode & 0o777).toBe(0o600);
		expect((await stat(join(folder, 'drains'))).mode & 0o777).toBe(0o700);
	});

	it('passes over a file that is no drain', async () => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, drain);
		await writeFile(join(folder, 'drains', 'cut.json'), '{"service":"tcp:1');
		await writeFile(join(folder, 'drains', 'other.json'), JSON.stringify({...drain, weight: 0}));
		expect(await readDrains(folder)).toEqual([drain]);
	});

	it('says why it cannot be written', async () => {
		const folder = await temporaryFolder();
		const file = join(folder, 'file');
		await writeFile(file, '');
		await expect(rememberDrain(file, drain)).rejects.toThrow(/ENOTDIR|EEXIST/);
	});
});
