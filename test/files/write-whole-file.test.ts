import {chmod, chown, mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {writeWholeFile} from '../../source/files/write-whole-file.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

test('a file is written for its owner only, whatever the umask, and nothing else is left', async () => {
	const folder = await temporaryFolder();
	await writeWholeFile(join(folder, 'rules'), 'text\n', 'keep');
	expect(await readFile(join(folder, 'rules'), 'utf8')).toBe('text\n');
	expect((await stat(join(folder, 'rules'))).mode & 0o777).toBe(0o600);
	expect(await readdir(folder)).toEqual(['rules']);
});

test('a replaced file keeps its permissions and its owner, also behind a link', async () => {
	const folder = await temporaryFolder();
	const path = join(folder, 'rules');
	await writeFile(path, 'old');
	await chmod(path, 0o640);
	if (process.getuid?.() === 0) {
		await chown(path, 1234, 4321);
	}

	const before = await stat(path);
	await symlink(path, join(folder, 'link'));
	await writeWholeFile(join(folder, 'link'), 'new', 'replace');
	expect(await readFile(path, 'utf8')).toBe('new');
	const {mode, uid, gid} = await stat(path);
	expect({mode, uid, gid}).toEqual({mode: before.mode, uid: before.uid, gid: before.gid});
	expect((await readdir(folder)).toSorted()).toEqual(['link', 'rules']);
});

test('anything but a regular file is never replaced', async () => {
	const folder = await temporaryFolder();
	await symlink('/dev/null', join(folder, 'null'));
	await expect(writeWholeFile(join(folder, 'null'), 'text', 'replace')).rejects.toThrow(
		`${join(folder, 'null')} is not a regular file but a device`,
	);
	expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('an existing file is kept, unless it is to be replaced', async () => {
	const path = join(await temporaryFolder(), 'rules');
	await writeFile(path, 'old', {mode: 0o644});
	await expect(writeWholeFile(path, 'new', 'keep')).rejects.toMatchObject({code: 'EEXIST'});
	expect(await readFile(path, 'utf8')).toBe('old');
	await writeWholeFile(path, 'new', 'replace');
	expect(await readFile(path, 'utf8')).toBe('new');
	expect((await stat(path)).mode & 0o777).toBe(0o644);
});

test('of many at once that must not replace, one writes', async () => {
	const folder = await temporaryFolder();
	const path = join(folder, 'rules');
	const texts = Array.from({length: 8}, (_, index) => `text ${index}`);
	const results = await Promise.allSettled(texts.map(text => writeWholeFile(path, text, 'keep')));
	const written = texts.filter((_, index) => results[index]?.status === 'fulfilled');
	expect(written).toEqual([await readFile(path, 'utf8')]);
	expect(await readdir(folder)).toEqual(['rules']);
});

test('a symbolic link stays one, and its file is replaced', async () => {
	const folder = await temporaryFolder();
	await mkdir(join(folder, 'etc'));
	await writeFile(join(folder, 'etc', 'rules'), 'old');
	await symlink(join('etc', 'rules'), join(folder, 'link'));
	await expect(writeWholeFile(join(folder, 'link'), 'new', 'keep')).rejects.toMatchObject({
		code: 'EEXIST',
	});
	await writeWholeFile(join(folder, 'link'), 'new', 'replace');
	expect(await readFile(join(folder, 'etc', 'rules'), 'utf8')).toBe('new');
	expect(await readdir(folder)).toEqual(['etc', 'link']);
});

test('a failure leaves nothing behind', async () => {
	const folder = await temporaryFolder();
	await mkdir(join(folder, 'rules'));
	await expect(writeWholeFile(join(folder, 'rules'), 'text', 'replace')).rejects.toThrow();
	expect(await readdir(folder)).toEqual(['rules']);
});
