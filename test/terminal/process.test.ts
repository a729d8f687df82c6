/**
 * The built program as a process: in a pipe, without a terminal, under an old Node.
 */
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {accessSync, constants, readFileSync, realpathSync} from 'node:fs';
import {copyFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {builtProgram} from './pseudo-terminal.ts';

const {version} = JSON.parse(
	readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {version: string};

/** Runs it to its end with no terminal at all. */
function lvstop(words: readonly string[], node = process.execPath) {
	const {status, stdout, stderr} = spawnSync(node, [builtProgram, ...words], {
		encoding: 'utf8',
		maxBuffer: 2 ** 27,
	});
	return {status, stdout, stderr};
}

/** Runs a pipeline of bash, in which `lvstop` is the program. */
function pipeline(script: string) {
	const lvstopFunction = `lvstop() { '${process.execPath}' '${builtProgram}' "$@"; }`;
	const {stdout, stderr} = spawnSync('bash', ['-c', `${lvstopFunction}\n${script}`], {
		encoding: 'utf8',
	});
	return {stdout, stderr};
}

describe('the built program', () => {
	it('prints its version', () => {
		expect(lvstop(['--version'])).toEqual({status: 0, stdout: `lvstop ${version}\n`, stderr: ''});
	});

	it('can be started by its name', () => {
		expect(() => accessSync(builtProgram, constants.X_OK)).not.toThrow();
		expect(readFileSync(builtProgram, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
	});

	it('needs no other files', async () => {
		const alone = join(await temporaryFolder(), 'lvstop.mjs');
		await copyFile(builtProgram, alone);
		const {status, stdout} = spawnSync(process.execPath, [alone, '--demo', '--once'], {
			cwd: '/',
			env: {},
			encoding: 'utf8',
		});

		expect(status).toBe(0);
		expect(stdout).toContain('10.0.0.8:80');
	});

	it('ends with 2 and alternatives if it has no terminal', () => {
		expect(lvstop(['--demo'])).toEqual({
			status: 2,
			stdout: '',
			stderr:
				'lvstop: the console needs a terminal, but the output is not one; use --once to print the table, or --json to print it for programs\n' +
				"'lvstop --help' shows all commands and options.\n",
		});
	});
});

describe('a wait', () => {
	it.each(['SIGINT', 'SIGTERM'] as const)(
		'for standard input that never ends is ended by %s',
		async signal => {
			const child = spawn(process.execPath, [builtProgram, 'restore', '-', '--yes', '--demo']);
			let said = '';
			child.stderr.setEncoding('utf8').on('data', text => {
				said += text;
			});
			// More than a pipe holds: when all of it is taken, it is there and waits for more.
			await new Promise(resolve => child.stdin.write('# comment\n'.repeat(100_000), resolve));
			child.kill(signal);
			const [code, killedBy] = await once(child, 'exit');
			expect({code, killedBy, said}).toEqual({
				code: 3,
				killedBy: null,
				said: 'lvstop: interrupted\n',
			});
		},
	);

	it('is refused for an invalid file', async () => {
		const pipe = join(await temporaryFolder(), 'pipe');
		spawnSync('mkfifo', [pipe]);
		for (const words of [
			['diff', pipe, '--demo'],
			['restore', pipe, '--demo'],
			['--demo', '--once', '--config', pipe],
		]) {
			expect(lvstop(words)).toEqual({
				status: 2,
				stdout: '',
				stderr: expect.stringMatching(/pipe is not a regular file but a named pipe\n$/),
			});
		}
	});

	it('for an endless device is refused, and so is a file that is too large', () => {
		expect(lvstop(['diff', '/dev/zero', '--demo'])).toMatchObject({
			status: 2,
			stderr: 'lvstop: /dev/zero is not a regular file but a device\n',
		});
		expect(pipeline('lvstop diff - --demo </dev/zero; echo $?')).toEqual({
			stdout: '2\n',
			stderr: 'lvstop: standard input is larger than the limit of 64 MiB\n',
		});
	});
});

describe('in a pipe', () => {
	it.each(['--demo --once', '--demo -b -d 0.5', '--demo --json -d 0.5'])(
		'%s ends well and without a word when the reader has seen enough',
		words => {
			expect(pipeline(`lvstop ${words} | head -c 10; echo " $PIPESTATUS"`)).toEqual({
				stdout: expect.stringMatching(/^(lvstop - \d|\{"time":"2) 0\n$/),
				stderr: '',
			});
		},
	);

	it.each(['-b', '--json'])(
		'%s says that no reading knew which servers do not answer, if the filter asks',
		how => {
			const filter = ['--filter', 'state:no-answer'];
			const {status, stderr} = lvstop([
				'--demo',
				'incident',
				how,
				'-n',
				'2',
				'-d',
				'0.5',
				...filter,
			]);
			expect({status, stderr}).toEqual({
				status: 0,
				stderr:
					'lvstop: it is not known which servers do not answer: the connection table was not looked at\n',
			});
		},
	);

	it('passes on everything, however much it is', {timeout: 120_000}, () => {
		const {stdout} = lvstop(['--demo', 'large', '--json', '-n', '1']);
		expect(JSON.parse(stdout).services).toHaveLength(2500);
	});

	it('fails and says so if the disk is full', () => {
		expect(pipeline('lvstop --demo --once >/dev/full; echo $?')).toEqual({
			stdout: '1\n',
			stderr: expect.stringMatching(/^lvstop: the output could not be written: ENOSPC/),
		});
	});

	it.each(['SIGINT', 'SIGTERM'] as const)('ends well with %s', async signal => {
		const child = spawn(process.execPath, [builtProgram, '--demo', '-b'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(child.stdout, 'data');
		child.kill(signal);

		expect(await once(child, 'exit')).toEqual([0, null]);
	});
});

describe('an old Node', () => {
	const oldNode = '/usr/bin/node';
	const {stdout} = spawnSync(oldNode, ['-p', 'process.versions.node'], {encoding: 'utf8'});
	const major = Number.parseInt(stdout ?? '', 10);

	it('gets one line with the requirement', context => {
		if (!(major < 22)) {
			context.skip(`there is no old Node here: ${oldNode} is ${stdout?.trim() || 'missing'}`);
		}

		expect(lvstop(['--demo'], oldNode)).toEqual({
			status: 1,
			stdout: '',
			stderr: `lvstop needs Node.js 22 or newer; this is v${stdout.trim()} (${realpathSync(oldNode)})\n`,
		});
	});

	it('is detected before anything else runs', () => {
		const [, first = '', second = '', check = ''] = readFileSync(builtProgram, 'utf8').split('\n');

		expect(first).toBe("import {createRequire} from 'module';");
		expect(second).toBe('const nodeRequire = createRequire(import.meta.url);');
		expect(check).toBe('if (Number.parseInt(process.versions.node, 10) < 22) {');
	});
});
