import {spawnSync} from 'node:child_process';
import {describe, expect, it} from 'vitest';
import {
	type CommandResult,
	type Port,
	PortError,
	type RunOptions,
} from '../../../source/director/port/port.ts';
import type {SshConnection} from '../../../source/director/port/ssh-connection.ts';
import {createSshPort} from '../../../source/director/port/ssh-port.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';

const nothing: CommandResult = {exitCode: 0, stdout: '', stderr: ''};

/** A port whose ssh passes its last word to a shell of this machine, like a real one; or answers otherwise. */
function portWith(
	answer?: (words: readonly string[], options: RunOptions) => CommandResult,
	lastWords = 'Timeout, server lb1 not responding.',
) {
	const clock = createManualClock();
	const sent: (readonly string[])[] = [];
	let opened = 0;
	const connection: SshConnection = {
		async open() {
			opened += 1;
		},
		words: () => ['ssh', '--', 'lb1'],
		lastWords: async () => lastWords,
		close: async () => {},
	};
	const inner: Port = {
		place: 'here',
		async run(words, options = {}) {
			sent.push(words);
			await clock.pass(10_000);
			if (answer) {
				return answer(words, options);
			}

			const {status, stdout, stderr} = spawnSync('sh', ['-c', words.at(-1) ?? ''], {
				encoding: 'utf8',
				input: options.input ?? '',
			});
			return {exitCode: status ?? 255, stdout, stderr};
		},
		readFile: () => Promise.reject(new Error('files are read over there')),
	};
	const port = createSshPort({destination: 'ops@lb1', connection, clock, inner});
	return {port, sent, clock, opened: () => opened};
}

describe('a director behind ssh', () => {
	it('runs commands and reads files there', async () => {
		const {port, sent} = portWith();
		const words = ['[2001:db8::1]:80', "it's", '$HOME `id` ; * ?', '', 'a\\b', '"', '-x'];
		const meant = words.map(word => `<${word}>`).join('');

		expect(port.place).toBe('ops@lb1');
		expect(await port.run(['printf', '<%s>', ...words])).toMatchObject({
			exitCode: 0,
			stdout: meant,
		});
		expect(await port.readFile('/proc/sys/kernel/ostype')).toBe('Linux\n');
		expect(await port.run(['cat'], {input: 'a\nb\n'})).toMatchObject({stdout: 'a\nb\n'});
		expect(sent.map(command => command.slice(0, -1))).toEqual([
			['ssh', '--', 'lb1'],
			['ssh', '--', 'lb1'],
			['ssh', '--', 'lb1'],
		]);
	});

	it('reads several things with one command, and each of them once', async () => {
		const {port, sent} = portWith();
		const gathered = await port.gather?.({
			files: ['/proc/sys/kernel/ostype', '/no/such/file'],
			commands: [['printf', 'x'], ['false']],
		});
		if (!gathered) {
			throw new Error('it gathers');
		}

		expect(gathered.spanOf({file: '/proc/sys/kernel/ostype'})).toMatchObject({from: 0});
		expect(await gathered.readFile('/proc/sys/kernel/ostype')).toBe('Linux\n');
		await expect(gathered.readFile('/no/such/file')).rejects.toMatchObject({failure: 'missing'});
		expect(await gathered.run(['printf', 'x'])).toMatchObject({stdout: 'x'});
		expect(await gathered.run(['false'])).toMatchObject({exitCode: 1});
		expect(sent).toHaveLength(1);
		expect(gathered.spanOf({command: ['printf', 'x']})).toBeNull();
		await gathered.run(['printf', 'x']);
		expect(sent).toHaveLength(2);
	});

	it('tells when each thing was read, between the sending and the answer', async () => {
		const {port} = portWith();
		const gathered = await port.gather?.({
			files: [],
			commands: [['sleep', '0.05'], ['true'], ['sleep', '0.03']],
		});
		const span = gathered?.spanOf({command: ['true']});
		// The clock of the test passes 10 s during the command.
		expect(span?.from).toBeGreaterThanOrEqual(40);
		expect(span?.to).toBeLessThanOrEqual(9980);
	});

	it('names a command in errors as a person would type it', async () => {
		const {port} = portWith();
		await expect(port.run(['no-such-program', '-Ln'])).rejects.toMatchObject({
			failure: 'missing',
			subject: "ssh ops@lb1 'no-such-program -Ln'",
		});
		await expect(port.readFile('/no/such/file')).rejects.toMatchObject({
			message: '/no/such/file: no such file',
		});
	});
});

describe('a connection that breaks', () => {
	it('is reported with what ssh said about it', async () => {
		const {port} = portWith(() => ({...nothing, exitCode: 255}));
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'lost',
			message: 'ssh ops@lb1: the connection was cut: Timeout, server lb1 not responding.',
		});
	});

	it('is not taken for an answer if half of it has come', async () => {
		const {port} = portWith(words => {
			const {stdout} = spawnSync('sh', ['-c', words.at(-1) ?? ''], {encoding: 'utf8'});
			return {...nothing, stdout: stdout.slice(0, -20)};
		}, '');
		await expect(port.gather?.({files: ['/proc/version'], commands: []})).rejects.toMatchObject({
			failure: 'lost',
			message: "ssh ops@lb1 'cat /proc/version': the answer is incomplete",
		});
	});

	it('is opened again at once if nothing was sent over it', async () => {
		let calls = 0;
		const gone = 'kex_exchange_identification: Connection closed by remote host\n';
		const {port, opened} = portWith(words => {
			calls += 1;
			const {stdout} = spawnSync('sh', ['-c', words.at(-1) ?? ''], {encoding: 'utf8'});
			return calls === 1 ? {exitCode: 255, stdout: '', stderr: gone} : {...nothing, stdout};
		});
		expect(await port.readFile('/proc/sys/kernel/ostype')).toBe('Linux\n');
		expect(opened()).toBe(2);
	});

	it('is opened again only once, and then the command was certainly not run', async () => {
		const stderr = 'Connection closed by UNKNOWN port 65535\n';
		const {port, opened} = portWith(() => ({exitCode: 255, stdout: '', stderr}), '');
		await expect(port.run(['ipvsadm', '-C'])).rejects.toMatchObject({
			failure: 'unreached',
			message: 'ssh ops@lb1: the connection was closed at once',
		});
		expect(opened()).toBe(2);
	});

	it('is not opened again for a command that may have been sent', async () => {
		const stderr =
			'mux_client_request_session: read from master failed: Broken pipe\n' +
			'kex_exchange_identification: Connection closed by remote host\n';
		const {port, opened} = portWith(() => ({exitCode: 255, stdout: '', stderr}));
		await expect(port.run(['ipvsadm', '-C'])).rejects.toMatchObject({
			failure: 'lost',
			message: 'ssh ops@lb1: the connection was cut: Timeout, server lb1 not responding.',
		});
		expect(opened()).toBe(1);
	});

	it('keeps the reason of this machine', async () => {
		const {port} = portWith(words => {
			const subject = words.join(' ');
			throw new PortError('timeout', subject, `${subject}: no answer within 10 s`);
		});
		await expect(port.run(['ipvsadm', '-Ln'])).rejects.toMatchObject({
			failure: 'timeout',
			message: "ssh ops@lb1 'ipvsadm -Ln': no answer within 10 s",
		});
	});
});
