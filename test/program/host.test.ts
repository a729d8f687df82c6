/**
 * `--host` with a real sshd: what is read, over which connections, and what is left behind.
 */
import {readdirSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {run} from '../../source/program/run.ts';
import {fakeProgram} from '../support/fake-program.ts';
import {describeSsh, type SshServer, sshServer} from '../support/ssh-server.ts';

describeSsh('a director behind ssh', () => {
	let server: SshServer;
	let runtime: string;
	beforeEach(async () => {
		server = await sshServer();
		vi.stubEnv('PATH', server.path);
		runtime = join(server.folder, 'runtime');
		await mkdir(runtime, {mode: 0o700});
	});

	afterEach(() => {
		vi.unstubAllEnvs();
	});

	/** Runs lvstop on the host. */
	async function lvstop(...words: readonly string[]) {
		const program = fakeProgram({XDG_RUNTIME_DIR: runtime, XDG_STATE_HOME: server.folder});
		const code = await run({...program, clock: systemClock}, ['--host', server.host, ...words]);
		return {code, out: program.out(), err: program.err()};
	}

	it('is read over one connection, with one command for a reading', async () => {
		const {code, out, err} = await lvstop('--once');

		expect(err).toBe('');
		expect(code).toBe(0);
		expect(out).toContain('lb1  IPVS 1.2.1  table 4096');
		expect(out).toMatch(/^ ▾ TCP 172\.16\.249\.138:80 +rr /m);
		expect(await server.calls()).toEqual(['open', 'command', 'exit']);
		expect(await server.logins()).toBe(1);
		expect(readdirSync(join(runtime, 'lvstop'))).toEqual([]);
	});
});
