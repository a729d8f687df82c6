import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {createLocalPort} from '../../../source/director/port/local-port.ts';
import {eventually} from '../../support/eventually.ts';

const node = process.execPath;
const port = createLocalPort();

describe('running a command on this machine', () => {
	it('returns exit code, output and error, whatever the exit code', async () => {
		const result = await port.run(['sh', '-c', 'echo out; echo err >&2; exit 255']);
		expect(result).toEqual({exitCode: 255, stdout: 'out\n', stderr: 'err\n'});
	});

	it('hands over every argument as it is', async () => {
		const words = ['a b', '$HOME', '*', "'", '', '[::1]:80'];
		const {stdout} = await port.run([
			node,
			'-p',
			'JSON.stringify(process.argv.slice(1))',
			'--',
			...words,
		]);
		expect(JSON.parse(stdout)).toEqual(words);
	});

	it('passes a text to standard input, and an empty one by default', async () => {
		expect((await port.run(['cat'], {input: '-A -t 10.0.0.1:80\n'})).stdout).toBe(
			'-A -t 10.0.0.1:80\n',
		);
		expect((await port.run(['cat'])).stdout).toBe('');
	});

	it('asks for English and finds programs in the folders of the administrator', async () => {
		const {stdout} = await port.run(['sh', '-c', 'echo "$LC_ALL:$PATH:"']);
		expect(stdout).toMatch(/^C:/);
		expect(stdout).toContain(':/usr/sbin:');
		expect(stdout).toContain(':/sbin:');
	});

	it('gives the command a separate session, without a terminal to ask for a password on', async () => {
		const {stdout} = await port.run(['sh', '-c', 'read -r stat </proc/$$/stat; echo "$stat"']);
		const [pid, , , , , session, terminal] = stdout.replace(/\(.*\)/, 'name').split(' ');
		expect(session).toBe(pid);
		expect(terminal).toBe('0');
	});

	it('returns a long output in full', async () => {
		const {stdout} = await port.run([node, '-e', 'process.stdout.write("0123456789".repeat(6e5))']);
		expect(stdout).toHaveLength(6_000_000);
		expect(stdout.endsWith('0123456789')).toBe(true);
	});

	it('replaces invalid UTF-8', async () => {
		expect(await port.run(['printf', 'a\\377b'])).toMatchObject({stdout: 'a\ufffdb'});
	});

	it('ends a command with endless output, and keeps no more than the maximum', async () => {
		const before = process.memoryUsage().rss;
		await expect(port.run(['yes'], {timeout: 60_000})).rejects.toMatchObject({
			failure: 'too-large',
			message: 'yes: too much output',
		});
		expect(process.memoryUsage().rss - before).toBeLessThan(1e9);
	});

	it('keeps the end of endless standard error', async () => {
		const script =
			'console.error("0123456789".repeat(3e4)); console.error("why"); process.exitCode = 2';
		const {exitCode, stderr} = await port.run([node, '-e', script]);
		expect(exitCode).toBe(2);
		expect(stderr).toHaveLength(65_536);
		expect(stderr.endsWith('9\nwhy\n')).toBe(true);
	});

	it('says that a program is missing', async () => {
		await expect(port.run(['no-such-program', '-n'])).rejects.toMatchObject({
			failure: 'missing',
			subject: 'no-such-program -n',
			message: 'no-such-program -n: no such program',
		});
	});

	it('says that a program may not be run', async () => {
		await expect(port.run(['/proc/self/status'])).rejects.toMatchObject({failure: 'forbidden'});
	});

	it('says which signal ended a program, with its messages', async () => {
		await expect(port.run(['sh', '-c', 'echo trouble >&2; kill -SEGV $$'])).rejects.toMatchObject({
			failure: 'lost',
			message: expect.stringMatching(/SIGSEGV: trouble$/),
			stderr: 'trouble\n',
		});
	});

	it('gives up after the time limit', async () => {
		await expect(port.run(['sleep', '60'], {timeout: 50})).rejects.toMatchObject({
			failure: 'timeout',
			message: 'sleep 60: no answer within 0.05 s',
		});
	});

	it('reports the messages of a command that gave no answer', async () => {
		const script = 'echo waiting for the lock >&2; exec sleep 60';
		await expect(port.run(['sh', '-c', script], {timeout: 2000})).rejects.toMatchObject({
			failure: 'timeout',
			message: expect.stringMatching(/no answer within 2 s: waiting for the lock$/),
			stderr: 'waiting for the lock\n',
		});
	});

	it('does not start a cancelled command', async () => {
		await expect(port.run(['sleep', '60'], {signal: AbortSignal.abort()})).rejects.toMatchObject({
			failure: 'cancelled',
		});
	});

	it('ends a cancelled command with its children, even one that ignores SIGTERM', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await once(server, 'listening');
		const {port: tcpPort} = server.address() as AddressInfo;
		const child = `process.on("SIGTERM", () => {}); require("net").connect(${tcpPort}, "127.0.0.1")`;
		const cancel = new AbortController();
		const running = port.run(['sh', '-c', `'${node}' -e '${child}' & wait`], {
			signal: cancel.signal,
		});
		const [connection] = (await once(server, 'connection')) as [Socket];
		const closed = once(
			connection.resume().on('error', () => undefined),
			'close',
		);

		cancel.abort();

		await expect(running).rejects.toMatchObject({failure: 'cancelled'});
		await closed;
		server.close();
	});
});

describe('the output of a command in pieces', () => {
	const stream = port.stream ?? (() => expect.unreachable('the local port has streams'));

	async function collect(pieces: ReturnType<typeof stream>) {
		const parts: Uint8Array[] = [];
		for (;;) {
			const piece = await pieces.next();
			if (piece.done) {
				return {text: Buffer.concat(parts).toString(), end: piece.value};
			}

			parts.push(piece.value);
		}
	}

	it('comes to its end, with the command’s own messages', async () => {
		const script = 'process.stdout.write("0123456789".repeat(6e5)); console.error("done")';
		const {text, end} = await collect(stream([node, '-e', `${script}; process.exitCode = 3`]));
		expect(text).toBe('0123456789'.repeat(6e5));
		expect(end).toMatchObject({exitCode: 3, stderr: 'done\n'});
	});

	it('comes while the command is still running, and the command ends when the caller stops', async () => {
		const pieces = stream(['sh', '-c', 'echo $$; exec sleep 60']);
		const {value} = await pieces.next();
		const pid = Number(Buffer.from(value as Uint8Array).toString());

		await pieces.return({exitCode: 0, stderr: ''});

		await expect.poll(() => isRunning(pid)).toBe(false);
	});

	it('ends when it is cancelled, and when time is up', async () => {
		const cancel = new AbortController();
		const cancelled = stream(['sleep', '60'], {signal: cancel.signal});
		const next = cancelled.next();
		cancel.abort();
		await expect(next).rejects.toMatchObject({failure: 'cancelled'});

		await expect(stream(['sleep', '60'], {timeout: 50}).next()).rejects.toMatchObject({
			failure: 'timeout',
		});
	});

	it('says that a program is missing', async () => {
		await expect(stream(['no-such-program']).next()).rejects.toMatchObject({failure: 'missing'});
	});
});

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

describe('reading a file on this machine', () => {
	let folder = '';
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'lvstop-port-'));
	});
	afterEach(async () => {
		await rm(folder, {recursive: true});
	});

	it('returns the whole text, with replacements for invalid UTF-8', async () => {
		const path = join(folder, 'text');
		await writeFile(path, Buffer.concat([Buffer.from('ä'.repeat(300_000)), Buffer.from([0xff])]));
		expect(await port.readFile(path)).toBe(`${'ä'.repeat(300_000)}\ufffd`);
	});

	it('reads files of /proc, which have no size', async () => {
		expect(await port.readFile('/proc/self/status')).toContain('Pid:');
	});

	it('says that a file is missing', async () => {
		const path = join(folder, 'none');
		await expect(port.readFile(path)).rejects.toMatchObject({
			failure: 'missing',
			subject: path,
			message: `${path}: no such file`,
		});
	});

	it('says that a file may not be read', async () => {
		// Write-only, even for root.
		const path = '/proc/sys/net/ipv4/route/flush';
		await expect(port.readFile(path)).rejects.toMatchObject({
			failure: 'forbidden',
			message: `${path}: no permission to read it`,
		});
	});

	it('reports other errors', async () => {
		await expect(port.readFile(folder)).rejects.toMatchObject({
			failure: 'lost',
			message: expect.stringContaining('EISDIR'),
		});
	});

	it('can be cancelled', async () => {
		await expect(
			port.readFile('/proc/self/status', {signal: AbortSignal.abort()}),
		).rejects.toMatchObject({failure: 'cancelled'});
	});
});

describe('a stream that is left off in the midst', () => {
	it('holds no file descriptor when its program has ended, however much was not read', async () => {
		const descriptors = () => readdirSync('/proc/self/fd').length;
		const leaveOff = async () => {
			for await (const _ of port.stream(['head', '-c', '9000000', '/dev/zero'])) {
				break;
			}
		};
		await leaveOff();
		const before = descriptors();
		for (let times = 0; times < 10; times += 1) {
			await leaveOff();
		}

		await eventually(() => expect(descriptors()).toBeLessThanOrEqual(before));
	});
});
