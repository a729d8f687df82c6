/**
 * `--host` with a real sshd: what is read and changed, over which connections, and what is left behind.
 */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {exitCode} from '../../source/commands/exit-code.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {run} from '../../source/program/run.ts';
import {eventually} from '../support/eventually.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {describeSsh, type SshServer, sshServer} from '../support/ssh-server.ts';

let server: SshServer;
let runtime: string;

async function prepare(): Promise<void> {
	server = await sshServer();
	vi.stubEnv('PATH', server.path);
	runtime = join(server.folder, 'runtime');
	await mkdir(runtime, {mode: 0o700});
}

/** Begins a run of lvstop on the host. */
function begin(host: string, words: readonly string[]) {
	const program = fakeProgram({XDG_RUNTIME_DIR: runtime, XDG_STATE_HOME: server.folder});
	return {program, ended: run({...program, clock: systemClock}, ['--host', host, ...words])};
}

/** Runs lvstop on the host. */
async function lvstop(...words: readonly string[]) {
	const {program, ended} = begin(server.host, words);
	const code = await ended;
	return {code, out: program.out(), err: program.err()};
}

/** Waits for a text. */
async function until(text: () => string, pattern: RegExp): Promise<void> {
	await eventually(() => expect(text()).toMatch(pattern));
}

const lines = (text: string) => text.split('\n').filter(line => line !== '');

describeSsh('a director behind ssh', {timeout: 60_000}, () => {
	beforeEach(prepare);
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	it('is read over one connection, with one command for a reading, and nothing is left', async () => {
		const {code, out, err} = await lvstop('--once');

		expect(err).toBe('');
		expect(code).toBe(0);
		expect(out).toContain('lb1  IPVS 1.2.1  table 4096');
		expect(out).toMatch(/^ ▾ TCP 172\.16\.249\.138:80 +rr /m);
		expect(await server.calls()).toEqual(['open', 'command', 'exit']);
		expect(await server.logins()).toBe(1);
		expect(readdirSync(join(runtime, 'lvstop'))).toEqual([]);
		await eventually(() => expect(server.connections()).toBe(0));
	});

	it('is read by one command each time', async () => {
		const {code, out, err} = await lvstop('--json', '-n', '4', '-d', '0.5');

		expect({code, err}).toEqual({code: 0, err: ''});
		expect(lines(out).map(line => JSON.parse(line).host)).toEqual(['lb1', 'lb1', 'lb1', 'lb1']);
		expect(await server.calls()).toEqual(['open', ...Array(4).fill('command'), 'exit']);
		expect(await server.logins()).toBe(1);
	});

	it('streams its connection table over the same connection', async () => {
		const {code, out, err} = await lvstop('--once', '--view', 'connections');
		expect({code, err}).toEqual({code: 0, err: ''});
		const table = join(server.far, 'prints', 'proc-net-ip_vs_conn.txt');
		const entries = lines(await readFile(table, 'utf8')).length - 1;
		expect(out.match(/^TCP 172\.16\.0\.2:/gm)).toHaveLength(entries);
		expect(await server.logins()).toBe(1);
	});

	it('is read again by itself after the host was down, over one new connection', async () => {
		const {program, ended} = begin(server.host, ['--json', '-n', '3', '-d', '0.5']);
		await until(program.out, /\n/);
		await server.stop();
		await until(program.err, /^lvstop: ssh lb1: .*\ntry the same command by hand\n/m);
		await until(program.err, /Connection refused/);
		const before = await server.logins();
		await server.start();

		expect(await ended).toBe(0);
		expect(lines(program.out())).toHaveLength(3);
		expect(program.err()).toMatch(
			/\nlvstop: lb1 can be read again, after \d+s without a reading\n$/,
		);
		expect(before).toBe(1);
		expect(await server.logins()).toBe(2);
	});

	it('is read again at once if only the connection was cut', async () => {
		const {program, ended} = begin(server.host, ['--json', '-n', '3', '-d', '0.5']);
		await until(program.out, /\n/);
		await server.cut();

		expect(await ended).toBe(0);
		expect(lines(program.out())).toHaveLength(3);
		expect(await server.logins()).toBe(2);
	});

	it('is given up if it does not answer, and then reached anew', async () => {
		const {program, ended} = begin(server.host, ['--json', '-n', '2', '-d', '0.5']);
		await until(program.out, /\n/);
		server.freeze();

		expect(await ended).toBe(0);
		expect(program.err()).toContain('Timeout, server 127.0.0.1 not responding');
		expect(await server.logins()).toBe(2);
	});

	it('is not reached without a key, and nothing asks for a password', async () => {
		await writeFile(join(server.folder, 'authorized_keys'), '');
		const {code, out, err} = await lvstop('--once');

		expect({code, out}).toEqual({code: 4, out: ''});
		expect(err).toMatch(/^lvstop: ssh lb1: .*Permission denied \(publickey\)/);
		expect(readdirSync(join(runtime, 'lvstop'))).toEqual([]);
	});

	it('is not reached if its key is another one', async () => {
		const known = join(server.folder, 'known_hosts');
		const user = await readFile(join(server.folder, 'user-key.pub'), 'utf8');
		const [place] = (await readFile(known, 'utf8')).split(' ');
		await writeFile(known, `${place} ${user.split(' ').slice(0, 2).join(' ')}\n`);
		const {code, err} = await lvstop('--once');

		expect(code).toBe(4);
		expect(err).toContain('Host key verification failed');
	});

	it("is reached with the user's own configuration, without what is only for shells in it", async () => {
		await server.configure(
			[
				'Host lb1',
				'RemoteCommand tmux attach',
				'RequestTTY force',
				'LocalForward 1 127.0.0.1:1',
				'ControlMaster auto',
				`ControlPath ${join(server.folder, 'mine')}`,
				'LogLevel VERBOSE',
			].join('\n'),
		);
		const {code, err} = await lvstop('--once');

		expect({code, err}).toEqual({code: 0, err: ''});
		expect(existsSync(join(server.folder, 'mine'))).toBe(false);
	});

	it('is read with another folder for the connection if there is none in memory', async () => {
		await writeFile(join(runtime, 'lvstop'), 'not a folder');
		const {code} = await lvstop('--once');
		expect(code).toBe(0);
		expect(readdirSync(join(server.folder, 'lvstop', 'ssh'))).toEqual([]);
	});
});

/** A far side where the user is not root, and `sudo` answers by a script. */
async function ordinaryUser(sudo: string): Promise<void> {
	const {stdout} = spawnSync('sh', ['-c', 'command -v id'], {encoding: 'utf8'});
	await server.becomes(
		'id',
		`case "$1" in -u) echo 1000;; -un) echo ops;; *) exec ${stdout.trim()} "$@";; esac`,
	);
	await server.wrap(
		'ipvsadm',
		`[ "$AS_ROOT" ] || { echo "Can't initialize ipvs: Permission denied (you must be root)" >&2; exit 2; }`,
	);
	await server.becomes('sudo', sudo);
}

const allowing = '[ "$1" = -n ] || exit 1; shift; AS_ROOT=1 exec "$@"';

describeSsh('a user who is not root', {timeout: 60_000}, () => {
	beforeEach(prepare);
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	it('reads with sudo', async () => {
		await ordinaryUser(allowing);
		const {code, out} = await lvstop('--json', '-n', '2', '-d', '0.5');
		const [first, second] = lines(out).map(line => JSON.parse(line));

		expect(code).toBe(0);
		expect(first.access).toEqual({level: 'full', missing: null});
		expect(second.access).toEqual({level: 'full', missing: null});
		expect(await server.calls()).toEqual(['open', 'command', 'command', 'exit']);
	});

	it('is told what to write into sudoers if sudo wants a password', async () => {
		await ordinaryUser('echo "sudo: a password is required" >&2; exit 1');
		const {code, out} = await lvstop('--json', '-n', '1');

		expect(code).toBe(0);
		expect(JSON.parse(out).access).toEqual({
			level: 'proc',
			missing:
				"ssh lb1 'ipvsadm -Ln --stats --exact': sudo: a password is required: no counters and no changes " +
				'(log in as root, or with visudo on the director: ops ALL = (root) NOPASSWD: /usr/sbin/ipvsadm)',
		});
		expect(JSON.parse(out).services).toHaveLength(1);
	});
});

describeSsh('a change over ssh', {timeout: 60_000}, () => {
	beforeEach(prepare);
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	const change = [...['weight', 'tcp:172.16.249.138:80'], ...['10.0.0.8:80', '7', '--yes']];

	it.each([
		['before the command', false],
		['after the command', true],
	])('is told as it was if the connection is cut %s', async (_, takesEffect) => {
		const prints = join(server.far, 'prints');
		const begun = join(server.folder, 'begun');
		const files = `${prints}/ipvsadm-Sn.txt ${prints}/proc-net-ip_vs.txt`;
		const effect = `/bin/sed -i "s/\\(10.0.0.8:80 .*-w \\)1/\\17/; s/\\(0A000008:0050 *Masq *\\)1/\\17/" ${files};`;
		await server.wrap(
			'ipvsadm',
			`if [ "$1" = -e ]; then ${takesEffect ? effect : ''} : >${begun}; exec /bin/sleep 60; fi`,
		);
		const {program, ended} = begin(server.host, change);
		await eventually(() => expect(existsSync(begun)).toBe(true));
		await server.cut();
		const code = await ended;

		if (takesEffect) {
			expect(program.err()).toMatch(
				/ssh lb1: the connection was cut.*; it took effect \(read again\)/,
			);
			expect(code).toBe(0);
		} else {
			expect(program.err()).toMatch(
				/failed after 0 of 1 commands: ssh lb1: the connection was cut.*; it had no effect \(read again\)/,
			);
			expect(code).toBe(exitCode.failed);
		}
	});

	it('is refused with the sudoers line if sudo wants a password', async () => {
		await ordinaryUser('echo "sudo: a password is required" >&2; exit 1');
		const {code, err, out} = await lvstop(...change);
		expect(code).toBe(exitCode.refused);
		expect(out + err).toContain('ops ALL = (root) NOPASSWD: /usr/sbin/ipvsadm');
	});

	it('is made by sudo', async () => {
		await ordinaryUser(`echo "$*" >>${server.folder}/sudo.log; ${allowing}`);
		await lvstop(...change);
		expect(await readFile(join(server.folder, 'sudo.log'), 'utf8')).toContain(
			'-n ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7\n',
		);
	});
});

describeSsh('a hostile name of a host', {timeout: 60_000}, () => {
	beforeEach(prepare);
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	it.each([
		'-oProxyCommand=touch OUT',
		'root@-oProxyCommand=touch OUT',
		'$(touch OUT)',
		'`touch OUT`',
		'lb1;touch OUT',
		`root@lb1;touch${'$'}{IFS}OUT`,
		'root@lb1|touch',
		'lb1\ntouch OUT',
		'lb1\u{0}x',
		'lb1 touch',
		"lb1'touch'",
		'root@lb1&touch',
		'lb1>OUT',
		'{lb1,lb2}',
		'lb\u{202E}1',
		'lb1\\',
		'root@',
		'',
		'a'.repeat(400),
	])('%j is refused before anything is run', async name => {
		const out = join(server.folder, 'out');
		// A configuration that passes the names to a shell, as many have it.
		await server.configure(`Host *\nProxyCommand sh -c "touch ${out}-proxy; echo %h %r"`);
		const {program, ended} = begin(name.replaceAll('OUT', out), ['--once']);

		expect(await ended).toBe(2);
		expect(program.out()).toBe('');
		expect(program.err()).toMatch(/^lvstop: --host needs \[USER@\]HOST, not /);
		expect(await server.calls()).toEqual([]);
		expect(existsSync(out)).toBe(false);
	});

	it.each([
		'no-such-host.invalid',
		'ssh://lb1:1',
		'127.0.0.1',
		'DOMAIN\\user@lb1',
		'ops@example@lb1',
	])('%j is passed to ssh, which says why it fails', async name => {
		const {program, ended} = begin(name, ['--once']);
		expect(await ended).toBe(4);
		expect(program.err()).toMatch(/^lvstop: ssh \S+: \S/);
	});
});
