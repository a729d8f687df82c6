import {mkdtemp, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	largestSizes,
	readRegularFile,
	readRegularFileSync,
} from '../../source/files/regular-file.ts';
import {FileFault, faultInWords} from '../../source/text/file-fault.ts';
import {hugeFile, oddFiles} from '../support/odd-files.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

/** Both ways to read, with one interface. */
const ways = {
	'at once': async (path: string) => readRegularFileSync(path, 'configuration'),
	'bit by bit': (path: string) => readRegularFile(path, 'configuration'),
};

describe.each(Object.entries(ways))('read %s', (_, read) => {
	test('a file returns its text, however long', async () => {
		const path = join(await temporaryFolder(), 'file');
		const text = 'größer\n'.repeat(50_000);
		await writeFile(path, text);
		expect(await read(path)).toBe(text);
	});

	test('a file of /proc, which reports a size of 0, returns its text', async () => {
		expect(await read('/proc/self/status')).toContain('CapEff');
	});

	test.each(Object.entries(oddFiles))('%s is refused at once', async (kind, make) => {
		const path = await make(await temporaryFolder());
		const what = kind.replace(/terminal/, 'device').replace(/,.*/, '');
		await expect(read(path)).rejects.toThrow(
			new FileFault(`${path} is not a regular file but ${what}`),
		);
	});

	test('a file that is too large is refused, and is not read', async () => {
		const path = await hugeFile(await temporaryFolder(), 2 ** 40);
		await expect(read(path)).rejects.toThrow(`${path} is larger than the limit of 1 MiB`);
	});

	test('a file of the largest size is read', async () => {
		const path = await hugeFile(await temporaryFolder(), largestSizes.configuration);
		expect((await read(path)).length).toBe(largestSizes.configuration);
	});

	test.each([
		['none', 'no such file'],
		['file/x', 'a part of the path is not a folder'],
		['x'.repeat(300), 'the name is too long'],
	])('%s cannot be read, in words', async (name, reason) => {
		const folder = await mkdtemp(join(await temporaryFolder(), 'files-'));
		await writeFile(join(folder, 'file'), '');
		const path = join(folder, name);
		const error = await read(path).catch((reason: unknown) => reason);
		expect(faultInWords(error)).toBe(`${path}: ${reason}`);
	});
});

test('errors that are not about a file have no such words', () => {
	expect(faultInWords(new TypeError('a fault of the program'))).toBeNull();
	const spawn = Object.assign(new Error('spawn ipvsadm EACCES'), {
		code: 'EACCES',
		syscall: 'spawn ipvsadm',
		path: 'ipvsadm',
	});
	expect(faultInWords(spawn)).toBeNull();
});

test('a file without permission is reported without the name of a system call', () => {
	const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), {
		code: 'EACCES',
		syscall: 'open',
		path: '/x',
	});
	expect(faultInWords(error)).toBe('/x: no permission');
});
