/**
 * The script of a remote command, run by the shells that users have, and its output taken apart.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Command} from '../../../source/director/port/port.ts';
import {parseAnswers} from '../../../source/director/port/remote-answers.ts';
import {
	createToken,
	quoteForShells,
	remoteScript,
	remoteStream,
} from '../../../source/director/port/remote-script.ts';
import {temporaryFolder} from '../../support/temporary-folder.ts';

/** The login shells of this machine. */
const shells = ['/bin/sh', '/bin/bash', '/bin/dash', '/usr/bin/zsh', '/usr/bin/fish'].filter(
	shell => existsSync(shell),
);

interface Parts {
	readonly files?: readonly string[];
	readonly commands?: readonly Command[];
}

/** Runs a script as sshd does: by the user's login shell. */
function runBy(shell: string, {files = [], commands = []}: Parts, input?: string) {
	const token = createToken();
	const words = remoteScript({
		...{token, files, commands, rights: 'own'},
		hasInput: input !== undefined,
	});
	const sent = input?.replace('TOKEN', token);
	const {stdout, stderr} = spawnSync(shell, ['-c', words], {encoding: 'utf8', input: sent ?? ''});
	return {token, stdout, stderr, answers: parseAnswers(token, {stdout, stderr})};
}

describe.each(shells)('a script that %s gets', shell => {
	it('passes every word as it is', () => {
		const word = fc.stringMatching(/^[ -~\n\t]{0,12}$/);
		fc.assert(
			fc.property(fc.array(word, {maxLength: 4}), words => {
				const {answers} = runBy(shell, {commands: [['printf', '<%s>', ...words]]});
				const meant = words.length === 0 ? '<>' : words.map(one => `<${one}>`).join('');
				expect(answers?.sections[0]?.stdout).toBe(meant);
			}),
			{
				numRuns: 25,
				examples: [
					[['$HOME `id` ; * ?', "it's", 'a\\b', '"']],
					[['$(touch /tmp/x)', '\\', "\\'", '!!']],
				],
			},
		);
	});

	it('keeps output, messages and exit code of each part apart', async () => {
		const folder = await temporaryFolder();
		const path = join(folder, "it's here");
		await writeFile(path, 'no line break at the end');
		const {answers} = runBy(shell, {
			files: [path, '/no/such/file'],
			commands: [
				['sh', '-c', 'echo out; echo err >&2; exit 7'],
				['no-such-program', '-x'],
				['printf', ''],
			],
		});
		expect(answers?.sections).toMatchObject([
			{exitCode: 0, stdout: 'no line break at the end', stderr: ''},
			{exitCode: 1, stdout: '', stderr: 'cat: /no/such/file: No such file or directory\n'},
			{exitCode: 7, stdout: 'out\n', stderr: 'err\n'},
			{exitCode: 127, stdout: '', stderr: expect.stringContaining('not found')},
			{exitCode: 0, stdout: '', stderr: ''},
		]);
	});

	it('runs no command if the first file is missing: ipvsadm would load IPVS', () => {
		const {answers} = runBy(shell, {files: ['/no/such/file', '/proc/uptime'], commands: [['id']]});
		expect(answers?.sections.map(({exitCode}) => exitCode)).toEqual([1, 0]);
	});

	it('runs a command only if its input has arrived whole', () => {
		const commands: readonly Command[] = [['cat']];
		const lines = '-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.0.0.8:80 -m -w 10\n';
		expect(runBy(shell, {commands}, `${lines}TOKEN`).answers?.sections[0]).toMatchObject({
			exitCode: 0,
			stdout: lines,
		});
		expect(runBy(shell, {commands}, lines.slice(0, -2)).answers?.sections[0]).toMatchObject({
			exitCode: 1,
			stdout: '',
			stderr: 'the input was cut off\n',
		});
	});

	it('prints only the output of a stream after the token', () => {
		const token = createToken();
		const words = remoteStream(['cat', '/proc/sys/kernel/ostype'], {token, rights: 'own'});
		expect(execFileSync(shell, ['-c', words], {encoding: 'utf8'})).toBe(`${token}\nLinux\n`);
	});
});

describe('the output of a script', () => {
	const commands: readonly Command[] = [
		['printf', 'one\n'],
		['printf', 'two'],
	];

	it('tells when each part ran', () => {
		const {answers} = runBy('/bin/sh', {commands: [['sleep', '0.05'], ...commands]});
		const [slept, one] = answers?.sections ?? [];
		expect((slept?.to ?? 0) - (slept?.from ?? 0)).toBeGreaterThanOrEqual(40);
		expect(one?.from).toBe(slept?.to);
	});

	it('may have anything before it, as login scripts print it', () => {
		const {token, stdout, stderr} = runBy('/bin/sh', {commands});
		const noisy = {stdout: `Welcome!\nlvstop ${stdout}`, stderr: `motd\n${stderr}`};
		expect(parseAnswers(token, noisy)?.sections).toMatchObject([
			{stdout: 'one\n', stderr: ''},
			{stdout: 'two', stderr: ''},
		]);
	});

	it('cut off anywhere is never taken for the whole', () => {
		const {token, stdout, stderr} = runBy('/bin/sh', {commands});
		for (let length = 0; length < stdout.length; length += 1) {
			const answers = parseAnswers(token, {stdout: stdout.slice(0, length), stderr});
			expect(answers?.sections.length ?? 0).toBeLessThan(2);
		}
	});

	it('has the messages of the last parts if the beginning of a long one was dropped', () => {
		const {token, stdout, stderr} = runBy('/bin/sh', {
			commands: [
				['sh', '-c', 'echo long >&2'],
				['sh', '-c', 'echo last >&2'],
			],
		});
		const answers = parseAnswers(token, {stdout, stderr: stderr.slice(-100)});
		expect(answers?.sections[1]?.stderr).toBe('last\n');
	});
});

it('a word is quoted for a shell that interprets backslashes in quotes', () => {
	expect(quoteForShells("a'b\\c")).toBe("'a'\\''b'\\\\'c'");
});
