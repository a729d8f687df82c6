/**
 * A director behind another command, and everything that can fail in it or on the way.
 */
import {rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {fileName} from '../../source/files/locations.ts';
import {readLog} from '../../source/plans/log/read-log.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {farDirector} from '../support/far-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';

/** Reads once, with several kinds of output. */
async function lookOnce(via: string, words: readonly string[] = ['--once'], environment = {}) {
	const program = fakeProgram(environment);
	const code = await run(program, ['--via', via, ...words]);
	return {code, out: program.out(), err: program.err()};
}

describe('a director behind a command', () => {
	it('is shown as if it were here', async () => {
		const {via} = await farDirector();
		const {code, out, err} = await lookOnce(via);

		expect(err).toBe('');
		expect(code).toBe(0);
		expect(out).toContain(`${via}  IPVS 1.2.1  table 4096`);
		expect(out).toMatch(/^ ▾ TCP 172\.16\.249\.138:80 +rr /m);
		expect(out).toMatch(/^ +10\.0\.0\.8:80 +NAT +1 /m);
	});

	it('is the host of the JSON', async () => {
		const {via} = await farDirector();
		const {out} = await lookOnce(via, ['--json', '-n', '1']);

		expect(JSON.parse(out)).toMatchObject({host: via, access: {level: 'full'}});
	});

	it('is read-only with a note if ipvsadm is missing there', async () => {
		const {via} = await farDirector();
		await rm(join(dirname(via), 'ipvsadm'));
		const {code, out} = await lookOnce(via);

		expect(code).toBe(4);
		expect(out).toContain('ipvsadm is not installed: no counters and no changes');
		expect(out).toMatch(/^ +10\.0\.0\.8:80 +NAT +1 /m);
	});

	it('is read-only with a note for a user who is not root there', async () => {
		const {via, becomes} = await farDirector();
		await becomes(
			'ipvsadm',
			`echo "Can't initialize ipvs: Permission denied (you must be root)" >&2; exit 2`,
		);
		await writeFile(
			join(dirname(via), 'prints', 'proc-self-status.txt'),
			'Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n',
		);
		const {code, out} = await lookOnce(via);

		expect(code).toBe(0);
		expect(out).toContain('not root: no counters and no changes (start lvstop with sudo');
	});

	it('refuses a change with its own message, on the screen and in the log', async () => {
		const {via, becomes} = await farDirector();
		const state = await temporaryFolder();
		await becomes(
			'go',
			`case "$*" in *' -e '*) echo 'No such destination' >&2; exit 255; esac; PATH=\${0%/*}; exec "$@"`,
		);
		const keys = ['--once', '--keys', 'jw7<enter>y'];
		const {code, out} = await lookOnce(via, keys, {XDG_STATE_HOME: state, COLUMNS: '200'});

		expect(code).toBe(0);
		const command = 'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7';
		expect(out).toContain(
			`failed after 0 of 1 commands: ${command}: No such destination (exit 255)`,
		);
		expect(out).toMatch(/^> +10\.0\.0\.8:80 +NAT +1 /m);
		const {entries} = await readLog(join(state, 'lvstop', fileName(via)));
		expect(entries).toMatchObject([
			{command: command.split(' '), exitCode: 255, message: 'No such destination'},
		]);
	});
});

describe('failures to reach a director through a command', () => {
	/** The replacement for `go`, and the message. */
	it.each([
		[
			'a machine that does not answer',
			"echo 'ssh: connect to host lb1 port 22: Connection refused' >&2; exit 255",
			'ssh: connect to host lb1 port 22: Connection refused',
			'try the same command by hand',
		],
		['a way that ends without a word', 'exit 255', 'exit code 255', 'try the same command by hand'],
		['a way that dies', 'kill -9 $$', 'ended by SIGKILL', 'try the same command by hand'],
		[
			'a container that is not there',
			"echo 'Error response from daemon: No such container: lb' >&2; exit 1",
			'No such container: lb',
			'try the same command by hand',
		],
		[
			'sudo that wants a password',
			"echo 'sudo: a password is required' >&2; exit 1",
			'sudo: a password is required',
			'use a --via command that needs no password',
		],
		[
			'a kernel without IPVS',
			'echo "cat: $2: No such file or directory" >&2; exit 1',
			'IPVS is not in the kernel of',
			'modprobe ip_vs',
		],
		[
			'a text that is none of ipvsadm',
			'[ $1 = ipvsadm ] && echo Welcome && exit 0; PATH=$(dirname $0); exec "$@"',
			'ipvsadm -Ln',
			'please report this line',
		],
	])('%s ends with 4, why, and what to do', async (_, script, reason, advice) => {
		const {via, becomes} = await farDirector();
		await becomes('go', script);
		const {code, out, err} = await lookOnce(via);

		expect(code).toBe(4);
		expect(out).toBe('');
		const [first, second, ...rest] = err.split('\n');
		expect(first).toMatch(/^lvstop: /);
		expect(first).toContain(reason);
		expect(second).toContain(advice);
		expect(rest).toEqual(['']);
	});

	it('is reported the same way if the command itself is missing', async () => {
		expect(await lookOnce('/no/such/program -x')).toEqual({
			code: 4,
			out: '',
			err: expect.stringMatching(/^lvstop: \/no\/such\/program .*: no such program\ntry the same/),
		});
	});

	it('fills the screen with why', async () => {
		const {via, becomes} = await farDirector();
		await becomes(
			'go',
			"echo 'ssh: connect to host lb1 port 22: Connection refused' >&2; exit 255",
		);
		const {code, out} = await lookOnce(via, ['--once', '--keys', 'j'], {COLUMNS: '120'});

		expect(code).toBe(4);
		expect(out).toContain('Nothing to show yet.');
		expect(out).toContain('ssh: connect to host lb1 port 22: Connection refused');
	});
});
