import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {type Port, PortError} from '../../../source/director/port/port.ts';
import {createSshPort} from '../../../source/director/port/ssh-port.ts';

const ssh = {destination: 'root@lb1', controlPath: '/run/user/0/lvstop-%C'};

describe('a director behind ssh', () => {
	it('is reached over one shared connection that never asks for a password', async () => {
		const commands: (readonly string[])[] = [];
		const inner: Port = {
			place: 'here',
			async run(command) {
				commands.push(command);
				return {exitCode: 0, stdout: '', stderr: ''};
			},
			readFile: () => Promise.reject(new Error('files are read over there')),
		};
		const port = createSshPort(inner, ssh);
		await port.run(['ipvsadm', '-d', '-t', '[2001:db8::1]:80', '-r', '[2001:db8::8]:80']);

		expect(port.place).toBe('root@lb1');
		expect(commands).toEqual([
			[
				'ssh',
				...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=5', '-o', 'ControlMaster=auto'],
				...['-o', 'ControlPath=/run/user/0/lvstop-%C', '-o', 'ControlPersist=60'],
				...['-o', 'ServerAliveInterval=5', '-o', 'ServerAliveCountMax=2'],
				'--',
				'root@lb1',
				"ipvsadm -d -t '[2001:db8::1]:80' -r '[2001:db8::8]:80'",
			],
		]);
	});

	it('passes exactly the original words to the far shell', async () => {
		// Like ssh: the words after the host are joined and handed to a shell.
		const folder = await mkdtemp(join(tmpdir(), 'lvstop-ssh-'));
		onTestFinished(() => rm(folder, {recursive: true}));
		const program = join(folder, 'ssh');
		await writeFile(
			program,
			'#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift 2\nexec sh -c "$*"\n',
		);
		await chmod(program, 0o755);
		const local = createLocalPort();
		const port = createSshPort(
			{
				...local,
				run: ([, ...words], options) => local.run([program, ...words], options),
				stream: ([, ...words], options) => local.stream([program, ...words], options),
			},
			ssh,
		);

		const words = ['[2001:db8::1]:80', "it's", '$HOME `id` ; * ?', '', 'a\\b', '"', '-x'];
		const {stdout} = await port.run(['printf', '<%s>', ...words]);
		const meant = words.map(word => `<${word}>`).join('');
		expect(stdout).toBe(meant);
		const pieces: Uint8Array[] = [];
		for await (const piece of port.stream?.(['printf', '<%s>', ...words]) ?? []) {
			pieces.push(piece);
		}

		expect(Buffer.concat(pieces).toString()).toBe(meant);
		expect(await port.readFile('/proc/sys/kernel/ostype')).toBe('Linux\n');
	});

	it('names a command in errors as a person would type it', async () => {
		const refused = {
			exitCode: 255,
			stdout: '',
			stderr: 'ssh: connect to host lb1 port 22: No route to host',
		};
		const answering = (run: Port['run']) =>
			createSshPort({place: 'here', run, readFile: () => expect.unreachable()}, ssh);
		await expect(answering(async () => refused).run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'lost',
			subject: "ssh root@lb1 'ipvsadm -Ln'",
			message: `ssh root@lb1 'ipvsadm -Ln': ${refused.stderr}`,
		});
		await expect(answering(async () => refused).readFile('/proc/x')).rejects.toThrow(
			`ssh root@lb1 'cat /proc/x': ${refused.stderr}`,
		);

		const late = answering(async command => {
			const subject = command.join(' ');
			throw new PortError('timeout', subject, `${subject}: no answer within 10 s`);
		});
		await expect(late.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'timeout',
			message: "ssh root@lb1 'ipvsadm -Ln': no answer within 10 s",
		});
	});
});
