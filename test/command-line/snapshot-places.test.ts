import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {run} from '../../source/command-line/run.ts';
import {fakeProgram} from '../support/fake-program.ts';

let temporary: string;

beforeEach(async () => {
	temporary = await mkdtemp(join(tmpdir(), 'lvstop-test-'));
	vi.stubEnv('TMPDIR', temporary);
});

afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(temporary, {recursive: true});
});

it.each([['snapshots'], ['save', '-']])(
	'a demonstration of %s leaves nothing behind',
	async (...words) => {
		expect(await run(fakeProgram(), [...words, '--demo'])).toBe(0);
		expect(await readdir(temporary)).toEqual([]);
	},
);

it('a demonstration of save leaves the file that it names', async () => {
	const program = fakeProgram();

	expect(await run(program, ['save', '--demo'])).toBe(0);
	const [folder] = await readdir(temporary);
	expect(program.out()).toContain(join(temporary, folder ?? 'nothing'));
});
