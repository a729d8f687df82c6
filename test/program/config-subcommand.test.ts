/**
 * `lvstop config`: what counts, and where it comes from.
 */
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'smol-toml';
import {expect, test} from 'vitest';
import {configurationKeys} from '../../source/files/configuration/keys.ts';
import {parseConfiguration} from '../../source/files/configuration/parse-configuration.ts';
import {configurationTables} from '../../source/files/configuration/tables.ts';
import {knownValues} from '../../source/program/known-values.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

interface Printed {
	readonly code: number;
	readonly out: string;
	readonly err: string;
	/** The user's own file. */
	readonly file: string;
}

/** Runs `lvstop config` for a user with this file. */
async function config(
	own: string | null,
	words: readonly string[] = [],
	environment: Readonly<Record<string, string>> = {},
): Promise<Printed> {
	const folder = await temporaryFolder();
	const file = join(folder, 'lvstop', 'config.toml');
	await mkdir(join(folder, 'lvstop'));
	if (own !== null) {
		await writeFile(file, own);
	}

	const program = fakeProgram({...environment, XDG_CONFIG_HOME: folder});
	const code = await run(program, ['config', ...words]);
	return {code, out: program.out(), err: program.err(), file};
}

test('every value is printed with the place that it comes from', async () => {
	const {code, out, err, file} = await config(
		'units = "bytes"\n[sort]\nconnections = "+expires"\n',
		['--interval', '5', '--sort', '-active', '--no-read-only'],
		{NO_COLOR: '1'},
	);
	expect({code, err}).toEqual({code: 0, err: ''});
	const lines = out.split('\n');
	expect(lines).toContain(`# ${file}`);
	const line = (start: string) => lines.find(text => text.startsWith(start));
	expect(line('interval = ')).toMatch(/^interval = 5 +# option --interval$/);
	expect(line('budget = ')).toMatch(/^budget = 1 +# default$/);
	expect(line('units = ')).toBe(`${'units = "bytes"'.padEnd(32)}  # ${file}`);
	expect(line('theme = ')).toMatch(/^theme = "mono" +# NO_COLOR in the environment$/);
	expect(line('read-only = ')).toMatch(/^read-only = false +# option --no-read-only$/);
	expect(line('# keep-snapshots')).toMatch(/^# keep-snapshots: all +# default$/);
	expect(line('services = "-active"')).toMatch(/# option --sort$/);
	expect(line('connections = ')).toContain(`# ${file}`);
});

test('the output is a file that says the same', async () => {
	const own = 'interval = 0.5\nfilter = "a \\"b\\" # c"\nview = "servers"\nvia = "sudo -n"\n';
	const {out} = await config(own);
	const again = await config(out);
	expect(again.err).toBe('');
	expect(parse(again.out)).toEqual(parse(out));
	expect(parse(out)).toMatchObject({
		interval: 0.5,
		via: 'sudo -n',
		filter: {servers: 'a "b" # c'},
		sort: {services: 'service'},
	});
	expect(parseConfiguration('x', out, knownValues).problems).toEqual([]);
});

test('as JSON it is one object', async () => {
	const {out, file} = await config('host = "lb1"\n', ['--json', '--budget', '2']);
	expect(out.trimEnd()).not.toContain('\n');
	const {files, values, problems} = JSON.parse(out);
	expect(files).toContainEqual({path: file, read: true});
	expect(problems).toEqual([]);
	expect(values).toContainEqual({
		...{key: 'host', path: ['host'], value: 'lb1', origin: 'file', from: file},
	});
	expect(values).toContainEqual({
		...{key: 'budget', path: ['budget'], value: 2, origin: 'option', from: '--budget'},
	});
	expect(values).toContainEqual({
		...{
			key: 'keep-snapshots',
			path: ['keep-snapshots'],
			value: null,
			origin: 'default',
			from: null,
		},
	});
	expect(values.map(({path: [name]}: {path: string[]}) => name)).toEqual(
		expect.arrayContaining(Object.keys(configurationKeys(knownValues))),
	);
});

test('a wrong key is named with the nearest right one, and the rest is printed', async () => {
	const {code, out, err, file} = await config('intervall = 5\nunits = "bytes"\n[srot]\na = 1\n');
	expect(code).toBe(2);
	expect(err).toBe(
		`lvstop: ${file}: unknown key intervall; did you mean interval?\n` +
			`lvstop: ${file}: unknown key srot; did you mean sort?\n`,
	);
	expect(parse(out)).toMatchObject({interval: 2, units: 'bytes'});
	const json = await config('intervall = 5\n', ['--json']);
	expect(JSON.parse(json.out).problems).toEqual([
		`${json.file}: unknown key intervall; did you mean interval?`,
	]);
});

test('an option that chooses a director overrides the configured one', async () => {
	const {out} = await config('host = "lb1"\n', ['--netns', 'lb']);
	expect(parse(out)).toMatchObject({netns: 'lb'});
	expect(parse(out)).not.toHaveProperty('host');
});

test('a hostile path cannot end its comment', async () => {
	const folder = join(await temporaryFolder(), 'a\ninterval = 99\u{1B}[31m');
	await mkdir(folder);
	const file = join(folder, 'config.toml');
	await writeFile(file, 'units = "bytes"\n');
	const program = fakeProgram();
	expect(await run(program, ['config', '--config', file])).toBe(0);
	expect(program.out()).not.toContain('\u{1B}');
	expect(parse(program.out())).toMatchObject({interval: 2, units: 'bytes'});
});

test.each([
	[['config', 'x'], 'usage: lvstop config'],
	[['config', '--interval', '0'], '--interval needs a number'],
	[['config', '--sort', 'nothing'], '--sort: services have no column'],
	[['config', '--once'], '--once is an option of'],
])('%j is wrong usage', async (words, message) => {
	const program = fakeProgram({XDG_CONFIG_HOME: '/nonexistent'});
	expect(await run(program, words)).toBe(2);
	expect(program.err()).toContain(message);
});

test('every default can be written in a file', () => {
	for (const [name, {usual, schema}] of Object.entries(configurationKeys(knownValues))) {
		const text = usual === null ? '' : `${name} = ${JSON.stringify(usual)}\n`;
		expect(parseConfiguration('x', text, knownValues).problems, name).toEqual([]);
		expect(schema).toBeDefined();
	}

	for (const [name, {example}] of Object.entries(configurationTables(knownValues))) {
		expect(parseConfiguration('x', example.join('\n'), knownValues).problems, name).toEqual([]);
	}
});
