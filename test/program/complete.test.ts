/**
 * The completions of the shells from the live table.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	type CompletedOption,
	commands,
	general,
	ofConsole,
} from '../../scripts/completions/model.ts';
import {sortableConnectionColumns} from '../../source/features/connections/connection-columns.ts';
import {sortColumns} from '../../source/features/services/sort-rows.ts';
import {snapshotFolder} from '../../source/files/locations.ts';
import {run} from '../../source/program/run.ts';
import {subcommands} from '../../source/program/subcommands.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

async function completed(kind: string, line: string, environment: Record<string, string> = {}) {
	const program = fakeProgram(environment);
	const code = await run(program, ['complete', kind, '--', ...line.split(' ').filter(Boolean)]);
	return {code, out: program.out(), err: program.err()};
}

const silent = {code: 0, out: '', err: ''};

describe('lvstop complete', () => {
	it('tells services and the servers of one, with a few words about each', async () => {
		expect(await completed('services', 'drain --demo')).toEqual({
			code: 0,
			out: 'tcp:172.16.249.138:80\trr, 2 servers\n',
			err: '',
		});
		const {out} = await completed('servers', 'weight --demo nat tcp:172.16.249.138:80');
		expect(out).toMatch(/^10\.0\.0\.8:80\tweight 1, \d+ active\n10\.0\.0\.9:80\t/);
		expect(await completed('servers', 'weight --demo tcp:10.9.9.9:1')).toEqual(silent);
	});

	it('tells every kind of service as a command takes it', async () => {
		const {out} = await completed('services', '--demo every-kind');
		const services = out.split('\n').map(line => line.split('\t')[0] ?? '');
		expect(services).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^tcp:\[/),
				expect.stringMatching(/^fwm:/),
				expect.stringMatching(/^udp:/),
			]),
		);
		for (const service of services.filter(Boolean)) {
			const servers = await completed('servers', `drain --demo every-kind ${service}`);
			expect(servers).toMatchObject({code: 0, err: ''});
		}
	});

	it('tells the columns of the view, in both directions', async () => {
		const words = async (line: string) =>
			(await completed('columns', line)).out
				.trimEnd()
				.split('\n')
				.map(text => text.split('\t')[0]);
		const both = (names: readonly string[]) => [
			...names,
			...names.map(name => `-${name}`),
			...names.map(name => `+${name}`),
		];
		expect(await words('--once --sort')).toEqual(both(sortColumns));
		expect(await words('--view connections --sort')).toEqual(
			both(sortableConnectionColumns.map(({id}) => id)),
		);
	});

	it('tells the snapshots of the director, but none whose name would have to be quoted', async () => {
		const folder = await temporaryFolder();
		const environment = {XDG_STATE_HOME: folder};
		expect(await completed('snapshots', 'restore', environment)).toEqual(silent);
		const snapshots = snapshotFolder(environment, hostname());
		await mkdir(snapshots, {recursive: true});
		await writeFile(join(snapshots, 'golden.ipvs'), '');
		await writeFile(join(snapshots, 'a $(reboot).ipvs'), '');
		expect((await completed('snapshots', 'restore', environment)).out).toMatch(/^golden\t\S+\n$/);
	});

	it.each([
		['services', '--via sudo drain'],
		['services', '--config /nonexistent drain'],
		['services', '--host -oProxyCommand=x drain'],
		['services', '--netns no-such-namespace drain'],
		['servers', ''],
	])('says nothing of %s after %j', async (kind, line) => {
		expect(await completed(kind, line)).toEqual(silent);
	});

	it('gives up when the director does not answer in time', async () => {
		const folder = await temporaryFolder();
		await writeFile(join(folder, 'ssh'), '#!/bin/sh\nexec sleep 60\n', {mode: 0o755});
		const path = process.env['PATH'];
		process.env['PATH'] = `${folder}:${path}`;
		try {
			const program = fakeProgram();
			const ended = run(program, ['complete', 'services', '--', '--host', 'lb1', 'drain']);
			program.clock.advance(2000);
			expect(await ended).toBe(0);
			expect(program.out() + program.err()).toBe('');
		} finally {
			process.env['PATH'] = path;
		}
	});

	it('never fails aloud, whatever stands before the cursor', async () => {
		const word = fc.oneof(
			fc.string(),
			fc.constantFrom('--', '--demo', 'drain', '-n', '--help', 'snapshots', '--sort=x'),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(word, {maxLength: 6}), async words => {
				const program = fakeProgram({XDG_STATE_HOME: '/nonexistent'});
				expect(await run(program, ['complete', 'columns', '--', ...words])).toBe(0);
				expect(program.err()).toBe('');
			}),
		);
	});
});

it('every argument of an option has a completion, or is free text', () => {
	const free = (options: readonly CompletedOption[]) =>
		options
			.filter(({argument, sources}) => argument !== 'none' && sources.length === 0)
			.map(({long}) => long);
	expect(free(general)).toEqual(['--container']);
	expect(free(ofConsole)).toEqual(['--count', '--interval', '--filter', '--budget', '--keys']);
	const ofLvstop = subcommands.filter(({ipvsadmOptions}) => ipvsadmOptions === undefined);
	const names = ofLvstop.map(({name}) => name);
	expect(
		free(commands.filter(({name}) => names.includes(name)).flatMap(({options}) => options)),
	).toEqual([
		...['--timeout', '--interval', '--count', '--note', '--config-id'],
		// Of lvstop config, as of the console.
		...['--interval', '--filter', '--budget'],
	]);
	// Addresses and numbers are free text; these have a few names.
	const [add] = commands.filter(({name}) => name === 'add');
	expect(free(add?.options ?? [])).not.toContain('--scheduler');
	expect(free(add?.options ?? [])).not.toContain('--tun-type');
});
