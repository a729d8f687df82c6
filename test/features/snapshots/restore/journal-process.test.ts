import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {
	type NamedProcess,
	ownIdentity,
	type ProcessIdentity,
	processState,
} from '../../../../source/features/snapshots/restore/journal-process.ts';
import {
	isUnderWay,
	readJournal,
	writeJournal,
} from '../../../../source/features/snapshots/restore/restore-journal.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const host = 'pid:[4026531836]';
const container = 'pid:[4026532501]';

/** A process as shown in /proc: its number, its start time, and its numbers in nested namespaces. */
interface Entry {
	readonly pid: number;
	readonly started: string;
	readonly numbers?: readonly number[];
}

/** A separate /proc, in which the first process is the one that looks. */
async function procOf(
	boot: string,
	namespace: string,
	entries: readonly [Entry, ...Entry[]],
): Promise<{readonly proc: string; readonly own: ProcessIdentity}> {
	const proc = await temporaryFolder();
	const write = async (name: string, {pid, started, numbers = [pid]}: Entry) => {
		await mkdir(join(proc, name), {recursive: true});
		const before = Array.from({length: 18}, (_, index) => index).join(' ');
		await writeFile(join(proc, name, 'stat'), `${pid} (a) b (c) S ${before} ${started} 0 0\n`);
		await writeFile(join(proc, name, 'status'), `Name:\tnode\nNSpid:\t${numbers.join('\t')}\n`);
	};
	for (const entry of entries) {
		await write(String(entry.pid), entry);
	}

	await write('self', entries[0]);
	await mkdir(join(proc, 'self/ns'));
	await symlink(namespace, join(proc, 'self/ns/pid'));
	await mkdir(join(proc, 'sys/kernel/random'), {recursive: true});
	await writeFile(join(proc, 'sys/kernel/random/boot_id'), `${boot}\n`);
	return {proc, own: ownIdentity(proc, entries[0].pid)};
}

describe('the process of a journal', () => {
	test('is identified by boot, namespace, number and start', async () => {
		const {own} = await procOf('b1', host, [{pid: 77, started: '4711'}]);
		expect(own).toEqual({pid: 77, boot: 'b1', namespace: host, started: '4711'});
	});

	test('is gone after a power cut, though another process has its number', async () => {
		const before: NamedProcess = {pid: process.pid, boot: 'b1', namespace: host, started: '4711'};
		const {proc, own} = await procOf('b2', host, [{pid: process.pid, started: '4711'}]);
		expect(processState(before, own, proc)).toBe('gone');
	});

	test('is gone if its number was given to another process since', async () => {
		const parent = process.ppid;
		const {proc, own} = await procOf('b1', host, [
			{pid: process.pid, started: '9000'},
			{pid: parent, started: '8000'},
		]);
		const named = {pid: parent, boot: 'b1', namespace: host};
		expect(processState({...named, started: '8000'}, own, proc)).toBe('alive');
		expect(processState({...named, started: '7000'}, own, proc)).toBe('gone');
		const mine = {...named, pid: process.pid};
		expect(processState({...mine, started: '9000'}, own, proc)).toBe('self');
		expect(processState({...mine, started: '7000'}, own, proc)).toBe('gone');
	});

	test('that is 1 in another container is not this one, and is believed to be there for a while', async () => {
		const {proc, own} = await procOf('b1', container, [{pid: 1, started: '500'}]);
		const other = {pid: 1, boot: 'b1', namespace: 'pid:[4026532777]', started: '300'};
		expect(processState(other, own, proc)).toBe('unseen');
		// In the same container it would be over: 1 was started again.
		expect(processState({...other, namespace: container}, own, proc)).toBe('gone');
	});

	test('in a container is visible from the machine that runs it, by its number there and its start', async () => {
		const {proc, own} = await procOf('b1', host, [
			{pid: 900, started: '9000'},
			{pid: 812, started: '300', numbers: [812, 1]},
		]);
		const named = {pid: 1, boot: 'b1', namespace: container};
		expect(processState({...named, started: '300'}, own, proc)).toBe('alive');
		expect(processState({...named, started: '200'}, own, proc)).toBe('unseen');
	});

	test('of a journal of 0.1.0 is identified by its number alone', () => {
		expect(processState({pid: process.pid})).toBe('self');
		expect(processState({pid: process.ppid})).toBe('alive');
		expect(processState({pid: 2 ** 22 + 1})).toBe('gone');
	});

	test('on this machine has its full identity', () => {
		const own = ownIdentity();
		expect(own).toMatchObject({
			pid: process.pid,
			boot: expect.stringMatching(/^[0-9a-f-]{36}$/),
			namespace: expect.stringMatching(/^pid:\[\d+\]$/),
			started: expect.stringMatching(/^\d+$/),
		});
		expect(processState(own)).toBe('self');
		expect(processState({...own, started: '1'})).toBe('gone');
	});
});

describe('a restore', () => {
	const journal = {
		startedAt: 1_000_000,
		user: 'bob',
		name: 'a.ipvs',
		wanted: '',
		keepWeights: false,
		only: null,
		before: 'b.ipvs',
	};

	test('in a container that cannot be seen is under way for a quarter of an hour', () => {
		const own = ownIdentity();
		const elsewhere = {...journal, ...own, pid: 1, namespace: 'pid:[1]', started: '1'};
		expect(isUnderWay(elsewhere, 1_000_000 + 14 * 60_000)).toBe(true);
		expect(isUnderWay(elsewhere, 1_000_000 + 16 * 60_000)).toBe(false);
		expect(isUnderWay({...elsewhere, boot: 'another'}, 1_000_000)).toBe(false);
	});

	test('records who runs it, and old journals can still be read', async () => {
		const folder = await temporaryFolder();
		const written = {...journal, ...ownIdentity()};
		await writeJournal(folder, written, 'replace');
		expect(await readJournal(folder)).toEqual(written);
		const old = {...journal, pid: 12};
		await writeJournal(folder, old, 'replace');
		expect(await readJournal(folder)).toEqual(old);
		await writeFile(join(folder, 'restore.json'), JSON.stringify({...old, boot: 1}));
		await expect(readJournal(folder)).rejects.toThrow('is not a restore journal');
	});
});
