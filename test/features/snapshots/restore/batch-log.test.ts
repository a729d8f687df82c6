import {expect, test} from 'vitest';
import {batchEntry} from '../../../../source/features/snapshots/restore/batch-log.ts';
import {appendToLog} from '../../../../source/plans/log/command-log.ts';
import {readLog} from '../../../../source/plans/log/read-log.ts';
import {temporaryFolder} from '../../../support/temporary-folder.ts';

const stamp = {user: 'ann', host: 'lb1', time: Date.UTC(2026, 0, 31)};
const batch = {plan: 'restore of x', command: ['ipvsadm', '-R'], steps: 50_000} as const;

test('a batch is one line of the log, with the first of its messages', async () => {
	const folder = await temporaryFolder();
	const stderr = 'Service already exists\n'.repeat(50_000);
	const result = {exitCode: 255, stdout: '', stderr};
	await appendToLog(folder, [batchEntry({...batch, result, problem: null}, stamp)]);
	const {entries, unreadable} = await readLog(folder);
	expect(unreadable).toBe(0);
	expect(entries).toMatchObject([
		{user: 'ann', plan: 'restore of x', command: ['ipvsadm', '-R'], exitCode: 255, before: null},
	]);
	const lines = entries[0]?.message.split('\n');
	expect(lines).toHaveLength(22);
	expect(lines?.[0]).toBe('50,000 commands on standard input');
	expect(lines?.at(-1)).toBe('and 49,980 more lines');
});

test('a batch without an answer gives the reason', () => {
	const entry = batchEntry({...batch, result: null, problem: 'ipvsadm -R: cancelled'}, stamp);
	expect(entry).toMatchObject({
		exitCode: null,
		message: '50,000 commands on standard input\nipvsadm -R: cancelled',
	});
});
