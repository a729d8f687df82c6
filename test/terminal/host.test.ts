/**
 * The console on a host behind a real sshd, which goes away and comes back.
 */
import {spawnSync} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {eventually} from '../support/eventually.ts';
import {describeSsh, type SshServer, sshServer} from '../support/ssh-server.ts';
import {fromShell} from './from-shell.ts';

const ctrlC = '\u{3}';

/** Starts a console on the host. */
async function consoleOn(server: SshServer) {
	const runtime = join(server.folder, 'runtime');
	await mkdir(runtime, {mode: 0o700});
	const terminal = fromShell(
		`--host ${server.host} -d 1`,
		'',
		`PATH=${server.path} XDG_RUNTIME_DIR=${runtime} XDG_STATE_HOME=${server.folder}`,
	);
	return {terminal, left: () => readdirSync(join(runtime, 'lvstop'))};
}

describeSsh('the console on another host', {timeout: 60_000}, () => {
	it('shows that the host is gone, since when, and goes on by itself when it is back', async () => {
		const server = await sshServer();
		const {terminal, left} = await consoleOn(server);
		await terminal.shows('● live');
		await server.stop();
		await terminal.shows(/✗ stale \d+s/);
		await terminal.shows(/figures of \d\d:\d\d:\d\d; ssh lb1: /);
		await terminal.shows(/next try in \d+s|trying again/);
		expect(terminal.frame()).toContain('10.0.0.8:80');
		await terminal.shows('ssh lb1: connect to host');
		await server.start();
		await terminal.shows('● live');
		expect(terminal.frame()).not.toContain('figures of');
		expect(await server.logins()).toBe(2);
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
		expect(left()).toEqual([]);
		await eventually(() => expect(server.connections()).toBe(0));
	});

	it('is tried again at once by the key that pauses and resumes', async () => {
		const server = await sshServer();
		const {terminal} = await consoleOn(server);
		await terminal.shows('● live');
		await server.stop();
		// Far enough away that it is not the reason.
		await terminal.shows(/next try in [89]s/);
		await server.start();
		terminal.type('pp');
		await terminal.showsNot('next try in');
		await terminal.shows('● live');
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
	});

	it('lets ssh ask on the terminal before the screen is drawn', async () => {
		const server = await sshServer();
		const key = join(server.folder, 'user-key');
		spawnSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'open sesame', '-f', key]);
		const {terminal} = await consoleOn(server);
		await terminal.shows('Enter passphrase for key');
		terminal.type('open sesame\r');
		await terminal.shows('● live');
		expect(terminal.frame()).not.toContain('sesame');
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
		expect(await server.logins()).toBe(1);
	});

	it('lets ssh ask about a host that is not known yet, also for a single reading', async () => {
		const server = await sshServer();
		await writeFile(join(server.folder, 'known_hosts'), '');
		const words = `--host ${server.host} --once --no-color`;
		const terminal = fromShell(words, '', `PATH=${server.path} XDG_STATE_HOME=${server.folder}`);
		await terminal.shows('Are you sure you want to continue connecting');
		terminal.type('yes\r');
		await terminal.shows('lb1  IPVS 1.2.1');
		expect(await terminal.restored()).toBe(0);
		expect(await server.calls()).toEqual(['open', 'open', 'command', 'exit']);
	});

	it('can be left while the host does not answer', async () => {
		const server = await sshServer();
		const {terminal, left} = await consoleOn(server);
		await terminal.shows('● live');
		server.freeze();
		await terminal.shows('this reading takes longer than');
		const before = performance.now();
		terminal.type(ctrlC);
		expect(await terminal.restored()).toBe(0);
		// ssh itself would wait for 10 s.
		expect(performance.now() - before).toBeLessThan(9000);
		expect(left()).toEqual([]);
	});

	it('ends its connection if it is ended by a signal', async () => {
		const server = await sshServer();
		const {terminal, left} = await consoleOn(server);
		await terminal.shows('● live');
		terminal.signal('SIGTERM');
		expect(await terminal.restored()).toBe(0);
		expect(left()).toEqual([]);
		await eventually(() => expect(server.connections()).toBe(0));
	});
});
