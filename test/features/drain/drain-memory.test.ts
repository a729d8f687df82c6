import {mkdir, readdir, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {
	forgetDrain,
	readDrains,
	rememberDrain,
	unusableDrain,
} from '../../../source/features/drain/drain-memory.ts';
import type {RememberedDrain} from '../../../source/plans/remembered-drain.ts';
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

	it('keeps the last drain of a server, and forgets finished ones', async () => {
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
			server: `10.0.0.${index}:80` as const,
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

	it.each([
		['a file that was cut off', '{"service":"tcp:1'],
		['a weight that no server can have', JSON.stringify({...drain, weight: 1e10})],
		['a weight of 0, which nothing can be drained from', JSON.stringify({...drain, weight: 0})],
		['a moment that no date can tell', JSON.stringify({...drain, since: 1e300})],
		['a service that is none', JSON.stringify({...drain, service: 'www'})],
		['the drain of another server', JSON.stringify(ipv6)],
	])('passes over %s', async (_, text) => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, drain);
		const [name = ''] = await readdir(join(folder, 'drains'));
		await writeFile(join(folder, 'drains', name), text);
		await rememberDrain(folder, ipv6);
		await mkdir(join(folder, 'drains', 'folder.json'));
		expect(await readDrains(folder)).toEqual([ipv6]);
	});

	it('says which file cannot be used, and why', async () => {
		const folder = await temporaryFolder();
		expect(await unusableDrain(folder, drain)).toBeNull();
		await rememberDrain(folder, drain);
		expect(await unusableDrain(folder, drain)).toBeNull();
		const [name = ''] = await readdir(join(folder, 'drains'));
		const path = join(folder, 'drains', name);
		await writeFile(path, JSON.stringify({...drain, weight: '7'}));
		expect(await unusableDrain(folder, drain)).toBe(
			`${path} does not contain the weight of a server before its drain: weight: a whole number from 1 to 2147483647 expected, not "7"`,
		);
	});

	it('reads files with additional fields of a later version', async () => {
		const folder = await temporaryFolder();
		await rememberDrain(folder, {...drain, later: true} as RememberedDrain);
		expect(await readDrains(folder)).toEqual([drain]);
	});

	it('says why it cannot be written', async () => {
		const folder = await temporaryFolder();
		const file = join(folder, 'file');
		await writeFile(file, '');
		await expect(rememberDrain(file, drain)).rejects.toThrow(/ENOTDIR|EEXIST/);
	});
});
