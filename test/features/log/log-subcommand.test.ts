import {appendFile, mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {outsideEntry} from '../../../source/features/outside/outside-entry.ts';
import type {RowChange} from '../../../source/features/outside/row-changes.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {parseServiceId} from '../../../source/ipvs/service-id.ts';
import {appendToLog} from '../../../source/plans/log/command-log.ts';
import {quietScene} from '../../plans/apply/changing-director.ts';
import {subcommandDirector} from '../../support/subcommand-director.ts';

const web = 'tcp:172.16.249.138:80';

async function directorWithHistory() {
	const director = await subcommandDirector(
		quietScene(`-A -t 172.16.249.138:80 -s sh
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 1
`),
	);
	await director.run('drain', `${web} 10.0.0.8`, {yes: true});
	director.port.disturb({
		hits(subject) {
			if (subject.includes('-w 4')) {
				void director.ipvsadm('-d -t 172.16.249.138:80 -r 10.0.0.9:80');
			}

			return false;
		},
	});
	await director.run('weight', `${web} 10.0.0.9 4`, {yes: true});
	return director;
}

describe('lvstop log', () => {
	it('lists changes by others beside its own commands', async () => {
		const director = await directorWithHistory();
		const server = {address: ipAddress('10.0.0.8'), port: 80};
		const key = parseServiceId(web);
		if (key === null) {
			throw new Error(web);
		}

		const change: RowChange = {
			kind: 'deleted',
			service: web,
			server: '10.0.0.8:80',
			fields: [],
			what: 'deleted',
			words: `10.0.0.8:80 in ${web} deleted, it had weight 0`,
			before: null,
			after: {row: 'no-server', service: key, server},
		};
		await appendToLog(director.stateFolder, [outsideEntry(change, {host: 'lb1', time: 0})]);
		expect((await director.run('log', '', {count: 1})).out).toBe(
			`changed outside: 10.0.0.8:80 in ${web} deleted, it had weight 0
  1970-01-01T00:00:00.000Z  not by lvstop
`,
		);
	});

	it('shows when, who, what and the result, by plans', async () => {
		const director = await directorWithHistory();
		expect(await director.run('log', '')).toEqual({
			code: 0,
			out: `drain of 10.0.0.8:80 in ${web}: 1 → 0
  2026-01-01T00:00:00.000Z  ann  exit 0  ipvsadm -E -t 172.16.249.138:80 -s sh -b sh-fallback
  2026-01-01T00:00:00.000Z  ann  exit 0  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 0
weight of 10.0.0.9:80 in ${web}: 1 → 4
  2026-01-01T00:00:00.000Z  ann  exit 255  ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 4
    No such destination
`,
			err: '',
		});
	});

	it('shows output that would move the cursor as text', async () => {
		const director = await directorWithHistory();
		const said = '\u{1B}[2Jbroken\r\nway\r\n';
		await appendToLog(director.stateFolder, [
			{
				...{time: '2026-01-01T00:00:00.000Z', user: 'ann', host: 'lb1', plan: 'weight', run: null},
				...{command: ['ipvsadm'], exitCode: 255, message: said, before: null, after: null},
			},
		]);
		const {out} = await director.run('log', '', {count: 1});
		expect(out.split('\n').slice(2)).toEqual(['    \\x1b[2Jbroken', '    way', '']);
	});

	it('prints only the last entries, and as JSON', async () => {
		const director = await directorWithHistory();
		const {out} = await director.run('log', '', {count: 1, json: true});
		expect(JSON.parse(out)).toMatchObject({
			user: 'ann',
			host: 'lb1',
			exitCode: 255,
			message: 'No such destination',
			before: {row: 'server', rule: {weight: 1}},
			after: {row: 'server', rule: {weight: 4}},
		});
	});

	it('says how many lines cannot be read', async () => {
		const director = await directorWithHistory();
		await appendFile(join(director.stateFolder, 'commands.jsonl'), 'torn\n');
		const {code, err} = await director.run('log', '');
		expect(code).toBe(0);
		expect(err).toMatch(
			/^lvstop: 1 line of the log cannot be read, the first one is \/.*\/commands\.jsonl:4: not JSON: /,
		);
	});

	it('says that it is empty, and where it would be', async () => {
		const director = await subcommandDirector('nat');
		expect(await director.run('log', '')).toEqual({
			code: 0,
			out: '',
			err: `lvstop: the log is empty; the log is kept in ${director.stateFolder}/commands.jsonl\n`,
		});
		expect(await director.run('log', '', {json: true})).toEqual({code: 0, out: '', err: ''});
	});

	it('fails if it cannot be read', async () => {
		const director = await subcommandDirector('nat');
		await mkdir(join(director.stateFolder, 'commands.jsonl'));
		expect(await director.run('log', '')).toMatchObject({
			code: 1,
			err: expect.stringMatching(
				/^lvstop: the log cannot be read: .*commands.jsonl is not a regular file but a folder\n$/,
			),
		});
		expect(await director.run('log', 'more')).toMatchObject({code: 2});
	});
});
