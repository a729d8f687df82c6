/**
 * Signals end every wait, nothing that lvstop has started outlives it, and no signal opens Node's debugger.
 */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {eventually} from '../support/eventually.ts';
import {farDirector} from '../support/far-director.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {fromShell} from './from-shell.ts';
import {builtProgram} from './pseudo-terminal.ts';

/** Starts lvstop outside a terminal, with an input pipe to which nobody writes. */
function start(words: readonly string[], state = '/nonexistent'): ChildProcess {
	const child = spawn(process.execPath, [builtProgram, ...words], {
		env: {...process.env, XDG_STATE_HOME: state},
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	child.stdout?.resume();
	child.stderr?.resume();
	return child;
}

/** A connection to a director that never answers and that SIGTERM does not end; it records the ids of its processes. */
async function deafDirector() {
	const {via, becomes} = await farDirector();
	const folder = await temporaryFolder();
	const pids = join(folder, 'pids');
	await becomes('go', `trap '' TERM INT HUP; echo $$ >>${pids}; while :; do /bin/sleep 0.05; done`);
	const started = async () => (await readFile(pids, 'utf8').catch(() => '')).split('\n');
	return {
		via,
		/** Settles when it was asked something. */
		asked: () => eventually(async () => expect((await started()).length).toBeGreaterThan(1)),
		async left() {
			return (await started()).filter(pid => {
				try {
					return pid !== '' && process.kill(Number(pid), 0);
				} catch {
					return false;
				}
			});
		},
	};
}

const service = 'tcp:172.16.249.138:80';
const server = '10.0.0.8:80';

describe('a director that does not answer', () => {
	it.each([
		'--once',
		'-b',
		'--json',
		'--once --view connections',
		'--once --keys j',
		`weight ${service} ${server} 3 --yes`,
		`drain ${service} ${server} --yes`,
		`drain ${service} ${server} --wait --yes`,
		`undrain ${service} ${server} --yes`,
		'save',
		'save rules',
		'restore - --yes',
	])('%s ends with a signal, and so does what it has started', async words => {
		const director = await deafDirector();
		const child = start([...words.split(' '), '--via', director.via]);
		child.stdin?.end('-A -t 10.0.0.1:80 -s rr\n');
		await director.asked();
		child.kill('SIGTERM');
		const [exitCode, signal] = await once(child, 'exit');

		expect(signal).toBeNull();
		expect(exitCode).not.toBeNull();
		expect(await director.left()).toEqual([]);
	});

	it('leaves a console that can be ended', async () => {
		const director = await deafDirector();
		const terminal = fromShell(`--via ${director.via}`);
		await director.asked();
		terminal.type('\u{3}');
		expect(await terminal.restored()).toBe(0);
		expect(await director.left()).toEqual([]);
	});
});

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', signal => {
	it('ends reading rules from a pipe to which nobody writes', async () => {
		const child = start(['restore', '-', '--demo', '--yes']);
		let said = '';
		child.stderr?.on('data', (text: Buffer) => {
			said += text;
		});
		// More than a pipe holds: when it is gone, lvstop is reading.
		await new Promise(resolve => child.stdin?.write('# nothing\n'.repeat(1e5), resolve));
		child.kill(signal);
		expect(await once(child, 'exit')).toEqual([3, null]);
		expect(said).toContain('lvstop: interrupted');
	});

	it('ends the wait for a server that is not empty yet', async () => {
		const words = `drain ${service} ${server} --demo --wait --yes`;
		const child = start(words.split(' '));
		let told = '';
		child.stdout?.on('data', (text: Buffer) => {
			told += text;
		});
		await eventually(() => expect(told).toMatch(/active/));
		child.kill(signal);
		expect(await once(child, 'exit')).toEqual([1, null]);
	});

	it('is no agreement to a question', async () => {
		const terminal = fromShell(`weight ${service} ${server} 3 --demo`);
		await terminal.shows('Run these commands?');
		terminal.signal(signal);
		expect(await terminal.restored()).toBe(3);
		expect(terminal.frame()).toContain('lvstop: nothing was changed');
	});
});

/** The addresses on which a process listens. */
function listening(pid: number): readonly string[] {
	const sockets = readdirSync(`/proc/${pid}/fd`).map(fd => {
		try {
			return readlinkSync(`/proc/${pid}/fd/${fd}`);
		} catch {
			return '';
		}
	});
	return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
		.split('\n')
		.slice(1)
		.map(line => line.trim().split(/\s+/))
		.filter(
			([, , , state, , , , , , inode]) => state === '0A' && sockets.includes(`socket:[${inode}]`),
		)
		.map(([, address = '']) => address);
}

describe('SIGUSR1', () => {
	it('opens no debugger', async () => {
		const child = start(['--demo', '-b', '-d', '0.5']);
		let said = '';
		child.stderr?.on('data', (text: Buffer) => {
			said += text;
		});
		const {stdout, pid} = child;
		if (stdout === null || pid === undefined) {
			expect.fail('it was not started');
		}

		await once(stdout, 'data');
		for (let times = 0; times < 5; times += 1) {
			child.kill('SIGUSR1');
			await once(stdout, 'data');
		}

		expect(listening(pid)).toEqual([]);
		expect(said).toBe('');
	});

	it('does not even while Node is starting', async () => {
		for (const delay of [20, 60, 100, 140]) {
			const child = start(['--demo', '-b']);
			await new Promise(resolve => setTimeout(resolve, delay));
			child.kill('SIGUSR1');
			// So early that Node does not listen to it, the signal ends it.
			const begun = await Promise.race([
				once(child.stdout ?? expect.fail(), 'data').then(() => true),
				once(child, 'exit').then(() => false),
			]);
			// Node may open it after lvstop has looked for the first time.
			await eventually(() => expect(begun ? listening(child.pid ?? 0) : []).toEqual([]));
			child.kill('SIGKILL');
		}
	});
});
