/**
 * The end of the log, which is read at every reading with a change: the same entries as of the whole log, of fewer lines.
 */
import {appendFile, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {appendToLog, logFile} from '../../../source/plans/log/command-log.ts';
import type {LogEntry} from '../../../source/plans/log/log-entry.ts';
import {readLog, readLogSince} from '../../../source/plans/log/read-log.ts';
import {loggedEntry} from '../../support/logged-entry.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

const start = Date.UTC(2026, 0, 2);

/** An entry of a second. */
function at(second: number): LogEntry {
	return {...loggedEntry(0, 5), time: new Date(start + second * 1000).toISOString()};
}

const secondsOf = (entries: readonly LogEntry[]) =>
	entries.map(({time}) => (Date.parse(time) - start) / 1000);

async function since(folder: string, second: number) {
	const {entries, hasOlder} = await readLogSince(folder, start + second * 1000);
	return {seconds: secondsOf(entries), hasOlder};
}

describe('the entries since a time', () => {
	it('are all that are not older, and it is known whether there are older ones', async () => {
		const folder = await temporaryFolder();
		expect(await since(folder, 0)).toEqual({seconds: [], hasOlder: false});
		await appendToLog(folder, [at(100), at(150), at(200)]);
		expect(await since(folder, 201)).toEqual({seconds: [], hasOlder: true});
		expect(await since(folder, 150)).toEqual({seconds: [150, 200], hasOlder: true});
		expect(await since(folder, 100)).toEqual({seconds: [100, 150, 200], hasOlder: false});
	});

	it('are found behind one that was logged seconds after its time', async () => {
		const folder = await temporaryFolder();
		await appendToLog(folder, [at(100), at(150), at(155), at(149), at(160)]);
		expect(await since(folder, 152)).toEqual({seconds: [155, 160], hasOlder: true});
	});

	it('are found between lines that are not whole, and of other programs', async () => {
		const folder = await temporaryFolder();
		await appendToLog(folder, [at(100)]);
		await appendFile(logFile(folder), `\n{"time":"2026-\n ${JSON.stringify(at(150))}\n`);
		const {time, ...others} = at(151);
		await appendFile(logFile(folder), `${JSON.stringify({...others, time})}\nnothing`);
		expect(await since(folder, 120)).toEqual({seconds: [150, 151], hasOlder: true});
	});

	it('need no file that is older', async () => {
		const folder = await temporaryFolder();
		await mkdir(logFile(folder, 2));
		await appendToLog(folder, [at(100), at(150)]);
		await appendFile(logFile(folder, 1), `${JSON.stringify(at(50))}\n`);
		expect(await since(folder, 120)).toEqual({seconds: [150], hasOlder: true});
		await expect(since(folder, 10)).rejects.toThrow('not a regular file but a folder');
	});

	it('are those of the whole log, however it is spread over its files', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(fc.nat(30), fc.integer({min: -4, max: 4}), fc.nat(3)), {maxLength: 30}),
				fc.nat(300),
				async (steps, second) => {
					const folder = join(await temporaryFolder(), 'lb1');
					await mkdir(folder);
					let now = 0;
					// Later lines are in younger files, and a line is a few seconds out of order.
					const lines = steps.map(([step, late, file]) => {
						now += step;
						return {second: now + late, file};
					});
					const files = lines.map(({file}) => file).sort((one, other) => other - one);
					for (const [index, line] of lines.entries()) {
						const path = logFile(folder, files[index] ?? 0);
						await appendFile(path, `${JSON.stringify(at(line.second))}\n`);
					}

					const all = secondsOf((await readLog(folder)).entries);
					expect(await since(folder, second)).toEqual({
						seconds: all.filter(one => one >= second),
						hasOlder: all.some(one => one < second),
					});
				},
			),
			{numRuns: 60},
		);
	});
});
