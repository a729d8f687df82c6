/**
 * Any content of the files in the state folder is read, or refused in words.
 */
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	readDrains,
	rememberDrain,
	unusableDrain,
} from '../../source/features/drain/drain-memory.ts';
import {
	type RestoreJournal,
	readJournal,
	writeJournal,
} from '../../source/features/snapshots/restore/restore-journal.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import {parseServiceId} from '../../source/ipvs/service-id.ts';
import {appendToLog, logFile} from '../../source/plans/log/command-log.ts';
import {loggedPlan} from '../../source/plans/log/logged-plan.ts';
import {readLog} from '../../source/plans/log/read-log.ts';
import {rowStateInWords} from '../../source/plans/log/row-state-words.ts';
import {FileFault} from '../../source/text/file-fault.ts';
import {loggedEntry} from '../support/logged-entry.ts';
import {cases} from '../support/random-cases.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {faulty} from './inputs.ts';

/** Each case writes a file. */
const few = {numRuns: cases(50)};

test('the log of commands', async () => {
	const folder = await temporaryFolder();
	await appendToLog(folder, [loggedEntry(1, 5)]);
	await appendToLog(folder, [loggedEntry(2, 6, {exitCode: null, run: null, message: 'killed'})]);
	const text = await readFile(logFile(folder), 'utf8');
	await fc.assert(
		fc.asyncProperty(faulty([text]), async changed => {
			await writeFile(logFile(folder), changed);
			const {entries, unreadable} = await readLog(folder);
			const lines = changed
				.toWellFormed()
				.split('\n')
				.filter(line => line !== '');
			expect(entries.length + unreadable).toBe(lines.length);
			for (const entry of entries) {
				// Everything that the console derives from an entry.
				loggedPlan(entries, entry);
				expect(
					[entry.before, entry.after].map(state => state && rowStateInWords(state)),
				).not.toContain('');
			}
		}),
		few,
	);
});

test('what is remembered of a drain: nothing that is not a service, a server and a weight', async () => {
	const folder = await temporaryFolder();
	const drain = {
		service: 'tcp:10.1.1.1:80',
		server: '10.0.0.8:80',
		weight: 3,
		since: 1000,
	} as const;
	await rememberDrain(folder, drain);
	const [name = ''] = await readdir(join(folder, 'drains'));
	const path = join(folder, 'drains', name);
	await fc.assert(
		fc.asyncProperty(faulty([`${JSON.stringify(drain)}\n`]), async changed => {
			await writeFile(path, changed);
			for (const {service, server, weight} of await readDrains(folder)) {
				const key = parseServiceId(service);
				expect({service: key && serviceId(key), server}).toEqual({
					service: drain.service,
					server: drain.server,
				});
				expect(Number.isInteger(weight) && weight > 0 && weight < 2 ** 31).toBe(true);
			}

			expect(await unusableDrain(folder, drain)).toSatisfy(
				reason => reason === null || String(reason).startsWith(path),
			);
		}),
		few,
	);
});

test('the journal of a restore', async () => {
	const folder = join(await temporaryFolder(), 'lb1');
	await mkdir(folder);
	const journal: RestoreJournal = {
		...{startedAt: 1000, user: 'ann', pid: 4711, name: 'rules', wanted: '-A -f 7 -s rr\n'},
		...{keepWeights: false, only: ['fwm:7'] as const, before: '/var/lib/rules'},
	};
	await writeJournal(folder, journal, 'replace');
	const [name = ''] = await readdir(folder);
	await fc.assert(
		fc.asyncProperty(faulty([`${JSON.stringify(journal)}\n`]), async changed => {
			await writeFile(join(folder, name), changed);
			const read = await readJournal(folder).catch((error: unknown) => error);
			if (read instanceof Error) {
				expect(read).toBeInstanceOf(FileFault);
				expect(read.message).toContain(join(folder, name));
			} else {
				expect(read).toMatchObject({pid: expect.any(Number), wanted: expect.any(String)});
			}
		}),
		few,
	);
});
