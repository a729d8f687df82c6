import {stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {makeFolder} from '../../source/files/make-folder.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

test('a folder is created for its owner only, with its parents, by any number of processes at once', async () => {
	const above = join(await temporaryFolder(), 'a', 'b');
	const folder = join(above, 'c');
	await Promise.all(Array.from({length: 8}, () => makeFolder(folder)));
	for (const made of [above, folder]) {
		const {mode} = await stat(made);
		expect(mode & 0o777).toBe(0o700);
	}

	await makeFolder(folder);
});

test('a link to a folder is one', async () => {
	const folder = await temporaryFolder();
	await makeFolder(join(folder, 'real'));
	await symlink(join(folder, 'real'), join(folder, 'link'));
	await makeFolder(join(folder, 'link'));
	await makeFolder(join(folder, 'link', 'more'));
	expect((await stat(join(folder, 'real', 'more'))).isDirectory()).toBe(true);
});

test('another file with its name is an error, and so is a file system without folders', async () => {
	const folder = await temporaryFolder();
	await writeFile(join(folder, 'file'), '');
	await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({code: 'EEXIST'});
	await expect(makeFolder(join(folder, 'file', 'more'))).rejects.toMatchObject({code: 'ENOTDIR'});
	await expect(makeFolder('/proc/lvstop/more')).rejects.toMatchObject({code: 'ENOENT'});
});
