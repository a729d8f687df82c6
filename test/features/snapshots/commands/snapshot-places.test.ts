import {mkdir, mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import type {Program} from '../../../../source/commands/program.ts';
import {inPassingFolder} from '../../../../source/program/demonstration.ts';
import {run} from '../../../../source/program/run.ts';
import {fakeProgram} from '../../../support/fake-program.ts';

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

it('files of a demonstration are deleted at its end, which is reported', async () => {
	const program = fakeProgram();

	expect(await run(program, ['save', '--demo'])).toBe(0);
	expect(program.out()).toContain(join(temporary, 'lvstop-demo-'));
	expect(program.err()).toBe(
		'lvstop: the demonstration has ended and its snapshots were deleted; files that you named were kept\n',
	);
	expect(await readdir(temporary)).toEqual([]);
});

it('files of a demonstration are deleted even if it fails afterwards', async () => {
	const work = async ({environment}: Program) => {
		await mkdir(environment['XDG_STATE_HOME'] ?? '');
		throw new Error('it broke');
	};
	await expect(inPassingFolder(fakeProgram(), false, work)).rejects.toThrow('it broke');
	expect(await readdir(temporary)).toEqual([]);
});

it('a file that a demonstration of save names stays', async () => {
	const program = fakeProgram();

	expect(await run(program, ['save', join(temporary, 'mine'), '--demo'])).toBe(0);
	expect(program.err()).toBe('');
	expect(await readdir(temporary)).toEqual(['mine', 'mine.json']);
});
