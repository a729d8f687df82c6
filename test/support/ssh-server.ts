/**
 * A real sshd on the loopback address, and an `ssh` that has its address and key in its configuration: `lb1`. The far
 * side's `ipvsadm` and `cat` answer with recorded output of a real kernel.
 */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {chmod, copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {createConnection, createServer} from 'node:net';
import {userInfo} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {describe, onTestFinished} from 'vitest';
import {eventually} from './eventually.ts';
import {farDirector} from './far-director.ts';
import {whyNoSsh} from './ssh-requirements.ts';
import {temporaryFolder} from './temporary-folder.ts';

/** Tests that need an sshd; skipped without one, unless LVSTOP_LAB=require. */
export const describeSsh = describe.skipIf(whyNoSsh !== null);

export interface SshServer {
	/** The name for `--host`. */
	readonly host: 'lb1';
	/** The PATH in which `ssh` is the one that knows the server. */
	readonly path: string;
	/** The folder for what only this test may use, such as XDG_RUNTIME_DIR. */
	readonly folder: string;
	/** Starts the server again. */
	start(): Promise<void>;
	/** Ends the server and all of its connections, as a crash of the host would. */
	stop(): Promise<void>;
	/** Ends all connections; the server goes on. */
	cut(): Promise<void>;
	/** Stops the processes of all connections, so that nothing answers, as a broken network would. */
	freeze(): void;
	/** The number of logins so far. */
	logins(): Promise<number>;
	/** The number of sessions, one for each remote command, so far. */
	sessions(): Promise<number>;
	/** The calls of `ssh` so far: `open`, `exit` or `command`. */
	calls(): Promise<readonly string[]>;
	/** Adds lines to the user's configuration of ssh. */
	configure(lines: string): Promise<void>;
	/** The number of connections that are open now. */
	connections(): number;
	/** The folder of the far side's programs, and of what they print. */
	readonly far: string;
	/** Replaces a program of the far side. */
	becomes(program: string, script: string): Promise<void>;
	/** Puts lines before the script of a program of the far side. */
	wrap(program: string, script: string): Promise<void>;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') {
		throw new Error('no port');
	}

	return address.port;
}

function makeKey(file: string): void {
	const {status, stderr} = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
	if (status !== 0) {
		throw new Error(String(stderr));
	}
}

function childrenOf(pid: number): readonly number[] {
	try {
		const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
		return children.split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

function descendantsOf(pid: number): readonly number[] {
	return childrenOf(pid).flatMap(child => [child, ...descendantsOf(child)]);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, name);
		} catch {
			// It has ended by itself.
		}
	}
}

async function answers(port: number): Promise<boolean> {
	const socket = createConnection(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

/** Creates a server; it ends with the test. */
export async function sshServer(): Promise<SshServer> {
	const folder = await temporaryFolder();
	const {via, becomes, wrap} = await farDirector();
	const far = dirname(via);
	const port = await freePort();
	const file = (name: string) => join(folder, name);
	for (const name of ['host-key', 'user-key']) {
		makeKey(file(name));
	}

	await copyFile(file('user-key.pub'), file('authorized_keys'));
	await writeFile(
		file('sshd_config'),
		[
			`Port ${port}`,
			'ListenAddress 127.0.0.1',
			`HostKey ${file('host-key')}`,
			`AuthorizedKeysFile ${file('authorized_keys')}`,
			`PidFile ${file('sshd.pid')}`,
			'StrictModes no',
			'UsePAM no',
			'PermitRootLogin yes',
			'PasswordAuthentication no',
			'KbdInteractiveAuthentication no',
			'LogLevel VERBOSE',
			// With this level bash does not read ~/.bashrc, whose commands take their time, and locks if they are cut off.
			`SetEnv PATH=${far}:/usr/bin:/bin SHLVL=1`,
			'',
		].join('\n'),
	);
	const [type, key] = readFileSync(file('host-key.pub'), 'utf8').split(' ');
	await writeFile(file('known_hosts'), `[127.0.0.1]:${port} ${type} ${key}\n`);
	const host = [
		'Host lb1',
		'HostName 127.0.0.1',
		`Port ${port}`,
		`User ${userInfo().username}`,
		`IdentityFile ${file('user-key')}`,
		'IdentitiesOnly yes',
		`UserKnownHostsFile ${file('known_hosts')}`,
		'GlobalKnownHostsFile /dev/null',
		'',
	].join('\n');
	await writeFile(file('config'), host);
	await mkdir(file('bin'));
	await writeFile(
		file('bin/ssh'),
		[
			'#!/bin/sh',
			'case "$*" in *"-O exit"*) c=exit;; *ControlMaster=yes*) c=open;; *) c=command;; esac',
			`echo $c >>${file('calls')}`,
			`exec /usr/bin/ssh -F ${file('config')} "$@"`,
			'',
		].join('\n'),
	);
	await chmod(file('bin/ssh'), 0o755);
	await writeFile(file('calls'), '');
	await writeFile(file('sshd.log'), '');

	if (process.getuid?.() === 0) {
		await mkdir('/run/sshd', {recursive: true});
	}

	let server: ChildProcess | null = null;
	const pid = () => server?.pid ?? Number.NaN;

	const start = async () => {
		server = spawn('/usr/sbin/sshd', ['-f', file('sshd_config'), '-D', '-E', file('sshd.log')], {
			stdio: 'inherit',
		});
		await eventually(async () => {
			if (!(await answers(port))) {
				throw new Error(await readFile(file('sshd.log'), 'utf8'));
			}
		});
	};

	const cut = async () => {
		const connections = childrenOf(pid());
		signal(descendantsOf(pid()), 'SIGKILL');
		await eventually(() => {
			if (childrenOf(pid()).some(one => connections.includes(one))) {
				throw new Error('still there');
			}
		});
	};

	const stop = async () => {
		if (server === null || server.exitCode !== null || server.signalCode !== null) {
			return;
		}

		const ended = once(server, 'exit');
		const connections = descendantsOf(pid());
		server.kill('SIGKILL');
		signal(connections, 'SIGKILL');
		await ended;
	};

	const linesOf = async (name: string, pattern: RegExp) =>
		(await readFile(file(name), 'utf8')).split('\n').filter(line => pattern.test(line));

	await start();
	onTestFinished(stop);
	return {
		host: 'lb1',
		path: `${file('bin')}:${process.env['PATH']}`,
		folder,
		start,
		stop,
		cut,
		freeze: () => signal(descendantsOf(pid()), 'SIGSTOP'),
		logins: async () => (await linesOf('sshd.log', /Accepted publickey/)).length,
		sessions: async () => (await linesOf('sshd.log', /Starting session/)).length,
		calls: () => linesOf('calls', /./),
		configure: lines => writeFile(file('config'), `${lines}\n${host}`),
		connections: () => childrenOf(pid()).length,
		far,
		becomes,
		wrap,
	};
}
