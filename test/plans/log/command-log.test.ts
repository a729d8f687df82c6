import {
	appendFile,
	link,
	mkdir,
	readdir,
	readFile,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {appendToLog, logEntry} from '../../../source/plans/log/command-log.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import {readLog} from '../../../source/plans/log/read-log.ts';
import {editServerStep} from '../../../source/plans/steps.ts';
import {nat, webKey} from '../../support/example.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const step = editServerStep(webKey, nat, {...nat, weight: 5});
const stamp = {
	user: 'ann',
	host: 'lb1',
	time: Date.UTC(2026, 0, 2, 3, 4, 5),
	run: {begun: '2026-01-02T03:04:05.000Z', step: 1, steps: 2},
};

function entry(message = ''): LogEntry {
	const result = {exitCode: message === '' ? 0 : 255, stdout: '', stderr: `${message}\n`};
	return logEntry({plan: 'weight of a server', step, result, problem: null}, stamp);
}

async function sizes(folder: string): Promise<readonly number[]> {
	const names = (await readdir(folder)).filter(name => name.startsWith('commands'));
	return Promise.all(names.map(async name => (await stat(join(folder, name))).size));
}

describe('the log of commands', () => {
	it('has everything that is needed to know what was done', async () => {
		const folder = join(await temporaryFolder(), 'lvstop', 'lb1');
		await appendToLog(folder, [entry('No such destination')]);
		const text = await readFile(join(folder, 'commands.jsonl'), 'utf8');
		expect(text.endsWith('\n')).toBe(true);
		expect(JSON.parse(text)).toEqual({
			time: '2026-01-02T03:04:05.000Z',
			user: 'ann',
			host: 'lb1',
			plan: 'weight of a server',
			run: {begun: '2026-01-02T03:04:05.000Z', step: 1, steps: 2},
			command: [
				...['ipvsadm', '-e', '-t', '172.16.249.138:80', '-r', '10.0.0.8:8080', '-m'],
				...['-w', '5', '-x', '1000', '-y', '800'],
			],
			exitCode: 255,
			message: 'No such destination',
			before: {row: 'server', service: webKey, rule: nat},
			after: {row: 'server', service: webKey, rule: {...nat, weight: 5}},
		});
	});

	it('has no exit code if the command did not end', () => {
		const lost = logEntry({plan: 'a plan', step, result: null, problem: 'ssh: lost'}, stamp);
		expect(lost).toMatchObject({exitCode: null, message: 'ssh: lost'});
	});

	it('is for its owner only', async () => {
		const folder = join(await temporaryFolder(), 'lvstop', 'lb1');
		await appendToLog(folder, [entry()]);
		for (const [path, mode] of [
			[join(folder, '..'), 0o700],
			[folder, 0o700],
			[join(folder, 'commands.jsonl'), 0o600],
		] as const) {
			expect((await stat(path)).mode & 0o777).toBe(mode);
		}
	});

	it('is read oldest first, over all its files', async () => {
		const folder = await temporaryFolder();
		await writeFile(join(folder, 'commands.1.jsonl'), `${JSON.stringify(entry('second'))}\n`);
		await writeFile(join(folder, 'commands.2.jsonl'), `${JSON.stringify(entry('first'))}\n`);
		await appendToLog(folder, [entry('third')]);
		const {entries, unreadable} = await readLog(folder);
		expect(entries.map(({message}) => message)).toEqual(['first', 'second', 'third']);
		expect(unreadable).toBe(0);
	});

	it('never holds more than a few files of a bounded size, and keeps the newest', async () => {
		const folder = await temporaryFolder();
		const long = 'x'.repeat(400_000);
		for (let count = 0; count < 20; count += 1) {
			await appendToLog(folder, [entry(`${count} ${long}`)]);
		}

		const written = await sizes(folder);
		expect(written).toHaveLength(4);
		expect(Math.max(...written)).toBeLessThanOrEqual(1024 * 1024);
		const {entries} = await readLog(folder);
		expect(entries.map(({message}) => message.split(' ')[0])).toEqual([
			'12',
			'13',
			'14',
			'15',
			'16',
			'17',
			'18',
			'19',
		]);
	});

	it('takes many entries at once, in their order, and rotates between them', async () => {
		const folder = await temporaryFolder();
		const all = Array.from({length: 3000}, (_, count) => entry(`${count}`));
		await appendToLog(folder, all);
		const written = await sizes(folder);
		expect(written.length).toBeGreaterThan(1);
		expect(Math.max(...written)).toBeLessThanOrEqual(1024 * 1024);
		expect((await readLog(folder)).entries).toEqual(all);
	});

	it('is read from its end, and no more files of it than so many entries need', async () => {
		const folder = await temporaryFolder();
		const lines = (...messages: readonly string[]) =>
			messages.map(message => `${JSON.stringify(entry(message))}\n`).join('');
		await mkdir(join(folder, 'commands.2.jsonl'));
		await writeFile(join(folder, 'commands.1.jsonl'), lines('1', '2'));
		await writeFile(join(folder, 'commands.jsonl'), lines('3', '4'));
		const messages = async (least: number) =>
			(await readLog(folder, least)).entries.map(({message}) => message);
		expect(await messages(2)).toEqual(['3', '4']);
		expect(await messages(3)).toEqual(['1', '2', '3', '4']);
		await expect(messages(5)).rejects.toThrow('not a regular file but a folder');
	});

	it('has no line twice that another lvstop puts aside meanwhile', async () => {
		const folder = await temporaryFolder();
		await writeFile(join(folder, 'commands.jsonl'), `${JSON.stringify(entry('once'))}\n`);
		await link(join(folder, 'commands.jsonl'), join(folder, 'commands.1.jsonl'));
		const {entries} = await readLog(folder);
		expect(entries.map(({message}) => message)).toEqual(['once']);
	});

	it('has no state and no position in a plan if the file has something else there', async () => {
		const folder = await temporaryFolder();
		const foreign = {
			...entry('foreign'),
			before: {row: 'server', rule: 5},
			after: 7,
			run: {step: 1},
		};
		await writeFile(join(folder, 'commands.jsonl'), `${JSON.stringify(foreign)}\n`);
		const {entries, unreadable} = await readLog(folder);
		expect(unreadable).toBe(0);
		expect(entries).toEqual([{...entry('foreign'), before: null, after: null, run: null}]);
	});

	it.each([
		['null', 'an object expected, not null'],
		['[]', 'time is missing'],
		['{"time":"2026-01-02T03:04:05.000Z"}', 'user is missing'],
		[JSON.stringify({...entry('x'), exitCode: '0'}), 'exitCode: a whole number expected, not "0"'],
		[JSON.stringify({...entry('x'), command: ['ipvsadm', 7]}), 'command.1: a text expected, not 7'],
		[JSON.stringify({...entry('x'), host: undefined}), 'host is missing'],
	])('counts %s as a line that cannot be read, and says why', async (line, problem) => {
		const folder = await temporaryFolder();
		const path = join(folder, 'commands.jsonl');
		await writeFile(path, `${JSON.stringify(entry('good'))}\n${line}\nnonsense\n`);
		expect(await readLog(folder)).toEqual({
			entries: [entry('good')],
			unreadable: 2,
			firstProblem: `${path}:2: ${problem}`,
		});
	});

	it('keeps additional fields of a later version', async () => {
		const folder = await temporaryFolder();
		const line = {...entry('x'), source: 'netlink'};
		await writeFile(join(folder, 'commands.jsonl'), `${JSON.stringify(line)}\n`);
		expect((await readLog(folder)).entries).toEqual([line]);
	});

	it('loses no line to one that a full disk has cut off', async () => {
		const folder = await temporaryFolder();
		await appendToLog(folder, [entry('whole')]);
		await appendFile(join(folder, 'commands.jsonl'), '{"time":"2026-');
		await appendToLog(folder, [entry('next')]);
		const {entries, unreadable} = await readLog(folder);
		expect(entries.map(({message}) => message)).toEqual(['whole', 'next']);
		expect(unreadable).toBe(1);
	});

	it('is empty if nothing was done', async () => {
		expect(await readLog(join(await temporaryFolder(), 'nothing'))).toEqual({
			entries: [],
			unreadable: 0,
		});
	});

	it('says why it cannot be written: a full disk, or a path that is not a folder', async () => {
		const folder = await temporaryFolder();
		await symlink('/dev/full', join(folder, 'commands.jsonl'));
		await expect(appendToLog(folder, [entry()])).rejects.toThrow('ENOSPC');
		const file = join(folder, 'file');
		await writeFile(file, '');
		await expect(appendToLog(file, [entry()])).rejects.toThrow(/EEXIST|ENOTDIR/);
	});

	it('is not read around: a file that cannot be read is an error', async () => {
		const folder = await temporaryFolder();
		await mkdir(join(folder, 'commands.jsonl'));
		await expect(readLog(folder)).rejects.toThrow('not a regular file but a folder');
	});
});
