/**
 * The effect of configuration files, and what they do not affect.
 */
import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {themeFor} from '../../source/commands/program.ts';
import {snapshotPlaces} from '../../source/features/snapshots/commands/snapshot-places.ts';
import type {Configuration} from '../../source/files/configuration/configuration.ts';
import {initialOptions} from '../../source/program/console-session.ts';
import {createSession} from '../../source/program/open-session.ts';
import {run} from '../../source/program/run.ts';
import {directorPlace} from '../../source/program/run-subcommand.ts';
import {createPassingMemory} from '../../source/program/state-folder.ts';
import {consoleChoice} from '../support/console-choice.ts';
import {directorWith} from '../support/director-with.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

const configured: Configuration = {
	interval: 5000,
	budget: 3000,
	readOnly: true,
	readOnlyFile: '/etc/lvstop/config.toml',
	units: 'bytes',
	theme: 'light',
	view: 'servers',
	filter: {servers: 'tcp', services: 'web'},
	sort: {servers: '-active', connections: 'client'},
	keepSnapshots: 3,
};

function options(...words: readonly string[]) {
	return consoleChoice(words, configured);
}

test('the console is as it is configured', () => {
	const {readOnly, readOnlyFile, filter, sort, ...others} = configured;
	expect(options()).toMatchObject({
		...others,
		filter: 'tcp',
		sort: '-active',
		filters: filter,
		sorts: sort,
	});
	expect(options().readOnlyBy).toBe('the key read-only in /etc/lvstop/config.toml');
});

test('the command line wins', () => {
	expect(
		options(
			...['-d', '1', '--budget', '2', '--no-read-only', '--view', 'services'],
			...['--filter', 'udp', '--sort', 'service'],
		),
	).toMatchObject({
		interval: 1000,
		budget: 2000,
		readOnlyBy: null,
		view: 'services',
		filter: 'udp',
		sort: 'service',
	});
});

test('printed output does not depend on the configured rows', () => {
	for (const mode of ['--once', '-b', '--json']) {
		expect(options(mode)).toMatchObject({
			view: null,
			filter: '',
			sort: null,
			units: 'bits',
			interval: 5000,
		});
	}

	expect(options('--once', '--units', 'bytes')).toMatchObject({units: 'bytes'});
});

test('every view has its own order and filter', () => {
	expect(options('--view', 'connections')).toMatchObject({filter: '', sort: 'client'});
	expect(initialOptions(options('--view', 'connections', '--sort', '+expires'))).toMatchObject({
		view: 'connections',
		filters: {services: 'web', servers: 'tcp', connections: ''},
		slices: {
			services: {},
			servers: {sort: {column: 'active', descending: true}},
			connections: {sort: {column: 'expires', descending: false}},
		},
	});
});

test('a view that is configured drops neither its order nor its filter', () => {
	const connections: Configuration = {
		view: 'connections',
		filter: {connections: 'tcp'},
		sort: {connections: '-client'},
	};
	expect(initialOptions(consoleChoice([], connections))).toMatchObject({
		view: 'connections',
		filters: {connections: 'tcp'},
		slices: {connections: {sort: {column: 'client', descending: true}}},
	});
});

test('the configured director is overridden by any option that chooses one', () => {
	const host: Configuration = {host: 'lb1'};
	expect(consoleChoice([], host).director).toMatchObject({host: 'lb1'});
	expect(consoleChoice(['--netns', 'lb'], host).director).toMatchObject({host: null, netns: 'lb'});
	expect(consoleChoice(['--demo'], host).director).toMatchObject({host: null, demo: 'nat'});
	expect(consoleChoice(['--local'], host).director).toMatchObject({
		...{via: null, host: null, netns: null, container: null, demo: null},
	});
	expect(consoleChoice([], {via: "sudo -u 'root'"}).director.via).toEqual(['sudo', '-u', 'root']);
	expect(() => consoleChoice(['--local', '--host', 'lb2'])).toThrow('only one of');
});

test('a configured source is only for a director on this host', () => {
	const netlink: Configuration = {source: 'netlink', host: 'lb1'};
	expect(consoleChoice([], netlink).director.source).toBe('auto');
	expect(consoleChoice(['--local'], netlink).director.source).toBe('netlink');
});

test('both options about changes together are an error', () => {
	expect(() => options('--read-only', '--no-read-only')).toThrow('only one of');
});

test('no colours: that wins over the theme', () => {
	const program = fakeProgram();
	program.stdout.isTTY = true;
	expect(themeFor(program, {color: true, theme: 'light', looks: {}})).toBe('light');
	expect(themeFor(program, {color: false, theme: 'light', looks: {}})).toBe('mono');
});

test('as many snapshots are kept as configured', () => {
	const {port, clock} = directorWith([]);
	const session = createSession({
		port,
		clock,
		isNear: true,
		state: createPassingMemory(),
		snapshotFolder: null,
		user: 'ann',
	});
	const retention = (keepSnapshots: number | null) =>
		snapshotPlaces(directorPlace(fakeProgram(), session, {keepSnapshots}), session).retention;
	expect(retention(3)).toEqual({newest: 3});
	expect(retention(null)).toBeNull();
});

async function configurationFile(text: string): Promise<string> {
	const file = join(await temporaryFolder(), 'config.toml');
	await writeFile(file, text);
	return file;
}

test('an invalid configuration is wrong usage, and nothing is done', async () => {
	const file = await configurationFile('theme = "red"\n');
	const program = fakeProgram();
	expect(await run(program, ['--once', '--demo', '--config', file])).toBe(2);
	expect(program.out()).toBe('');
	expect(program.err()).toBe(
		`lvstop: ${file}: theme must be one of "auto", "dark", "light", "high-contrast", "mono", not "red"\n`,
	);
});

test('help is to be had with any configuration', async () => {
	const file = await configurationFile('theme = "red"\n');
	const program = fakeProgram();
	expect(await run(program, ['--help', '--config', file])).toBe(0);
	expect(program.out()).toContain('--config FILE');
});

test('a read-only configuration refuses a change by a subcommand', async () => {
	const file = await configurationFile('read-only = true\n');
	const words = ['weight', 'tcp:172.16.249.138:80', '10.0.0.8', '5', '--yes', '--demo'];
	const program = fakeProgram();
	expect(await run(program, [...words, '--config', file])).toBe(3);
	expect(program.err()).toContain(`read-only: the key read-only in ${file} says so`);
	expect(await run(fakeProgram(), [...words, '--config', file, '--no-read-only'])).toBe(0);
	expect(await readdir(join(file, '..'))).toEqual(['config.toml']);
});

test('a read-only console says which file or option makes it so', async () => {
	const file = await configurationFile('read-only = true\n');
	const said = async (...words: readonly string[]) => {
		const program = fakeProgram({COLUMNS: '200'});
		await run(program, ['--demo', '--once', '--config', file, '--keys', 'jw', ...words]);
		return /read-only: .* so\b/.exec(program.out())?.[0];
	};
	expect(await said()).toBe(`read-only: the key read-only in ${file} says so`);
	expect(await said('--read-only')).toBe('read-only: the option --read-only says so');
	expect(await said('--no-read-only')).toBeUndefined();
});
