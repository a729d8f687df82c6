import {chmod, mkdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {directorWith} from '../../../support/director-with.ts';
import {hugeFile, oddFiles} from '../../../support/odd-files.ts';
import {rulesOf} from '../../../support/rules-of.ts';
import {runSnapshot, type SnapshotRunOptions} from '../../../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

async function place() {
	const director = directorWith(rulesOf('-A -t 10.1.1.1:80 -s rr'));
	const folder = await temporaryFolder();
	return {
		folder,
		run: (
			name: 'save' | 'diff' | 'restore' | 'snapshots',
			words: readonly string[],
			options?: SnapshotRunOptions,
		) => runSnapshot({...director, folder}, name, words, options),
	};
}

describe.each([
	['diff', {}],
	['restore', {yes: true}],
] as const)('%s of', (command, options) => {
	test.each(Object.entries(oddFiles))('%s ends at once', async (_, make) => {
		const {run, folder} = await place();
		const path = await make(folder);
		expect(await run(command, [path], options)).toEqual({
			code: 2,
			out: '',
			err: expect.stringMatching(/^lvstop: \S+ is not a regular file but a [a-z ]+\n$/),
		});
	});

	test('a file that is too large ends at once', async () => {
		const {run, folder} = await place();
		expect(await run(command, [await hugeFile(folder, 2 ** 40)], options)).toEqual({
			code: 2,
			out: '',
			err: expect.stringMatching(/^lvstop: \S+ is larger than the 64 MiB that are read of it\n$/),
		});
	});
});

describe('save --force', () => {
	test('through a link keeps the rights of the file', async () => {
		const {run, folder} = await place();
		await writeFile(join(folder, 'rules'), 'old');
		await chmod(join(folder, 'rules'), 0o664);
		await symlink('rules', join(folder, 'link'));
		expect(await run('save', [join(folder, 'link')], {force: true})).toMatchObject({code: 0});
		expect(await readFile(join(folder, 'rules'), 'utf8')).toBe('-A -t 10.1.1.1:80 -s rr\n');
		expect((await stat(join(folder, 'rules'))).mode & 0o777).toBe(0o664);
	});

	test.each(Object.entries(oddFiles))('never replaces %s', async (_, make) => {
		const {run, folder} = await place();
		const path = await make(folder);
		const {ino, mode} = await stat(path);
		expect(await run('save', [path], {force: true})).toEqual({
			code: 1,
			out: '',
			err: expect.stringMatching(/^lvstop: \S+ is not a regular file but a [a-z ]+\n$/),
		});
		expect(await stat(path)).toMatchObject({ino, mode});
	});
});

describe('an odd state folder is told in words by', () => {
	test.each<['snapshots' | 'restore' | 'diff', string[]]>([
		['snapshots', []],
		['snapshots', ['show', 'x']],
		['snapshots', ['delete', 'x']],
	])('%s %j, if the folder of snapshots is a file', async (name, words) => {
		const {run, folder} = await place();
		await writeFile(join(folder, 'snapshots'), '');
		expect(await run(name, words)).toEqual({
			code: 1,
			out: '',
			err: `lvstop: ${join(folder, 'snapshots', 'lb1')}: a part of the path is not a folder\n`,
		});
	});

	test.each([
		['a folder', /restore\.json is not a regular file but a folder$/m],
		[
			'no journal',
			/restore\.json is not the journal of a restore \(startedAt is missing\); look at it and delete it$/m,
		],
	])('restore and snapshots, if the journal is %s', async (what, message) => {
		const {run, folder} = await place();
		const journal = join(folder, 'lb1', 'restore.json');
		await mkdir(join(folder, 'lb1'));
		await (what === 'a folder' ? mkdir(journal) : writeFile(journal, '{"pid":1}'));
		const rules = join(folder, 'rules');
		await writeFile(rules, '-A -f 7 -s rr\n');
		for (const [name, words, options] of [
			['restore', [rules], {yes: true}],
			['snapshots', [], {}],
		] as const) {
			const {code, err} = await run(name, words, options);
			expect({code, lines: err.split('\n').length}).toEqual({code: 1, lines: 2});
			expect(err).toMatch(message);
		}
	});

	test('snapshots, which still lists the good ones, if one of them is a pipe', async () => {
		const {run, folder} = await place();
		await run('save', [], {note: 'good'});
		const odd = await oddFiles['a named pipe']?.(join(folder, 'snapshots', 'lb1'));
		await symlink(odd ?? '', join(folder, 'snapshots', 'lb1', 'odd.ipvs'));
		await symlink(odd ?? '', join(folder, 'snapshots', 'lb1', 'odd.ipvs.json'));
		const {code, out} = await run('snapshots', []);
		expect(code).toBe(0);
		expect(out).toMatch(/ good$/m);
		expect(out).toMatch(/^odd .* is not a regular file but a named pipe$/m);
	});
});
