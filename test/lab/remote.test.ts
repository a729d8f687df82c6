/**
 * `--host` on a real kernel: an sshd inside the guest, and logins as root and as a user with sudo.
 */
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {whyNoSsh} from '../support/ssh-requirements.ts';
import {printedRules, resetToEveryKind} from './every-kind-director.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {whyNoLab} from './requirements.ts';

const program = fileURLToPath(new URL('../../dist/lvstop.mjs', import.meta.url));

/**
 * Keys, a user `ops`, and an sshd. The login shell of root is sh, because login scripts of the host take long here. The files of /etc are the host's, so they are covered by copies. sudo allows what the
 * pages say.
 */
const setUp = `
mkdir -p /run/ssh/bin /run/sshd
cd /run/ssh
for key in host user; do ssh-keygen -q -t ed25519 -N '' -f $key; done
cp user.pub authorized_keys
cp /etc/passwd /etc/shadow .
echo 'ops:x:4242:4242::/:/bin/sh' >>passwd
echo 'ops:*:19000:0:99999:7:::' >>shadow
sed -i 's|^\\(root:.*:\\)[^:]*$|\\1/bin/sh|' passwd
chmod 640 shadow
mount --bind passwd /etc/passwd
mount --bind shadow /etc/shadow
echo 'ops ALL = (root) NOPASSWD: /usr/sbin/ipvsadm' >sudoers
chmod 440 sudoers
mount --bind sudoers /etc/sudoers
cat >sshd_config <<'END'
Port 22
ListenAddress 127.0.0.1
HostKey /run/ssh/host
AuthorizedKeysFile /run/ssh/authorized_keys
PidFile /run/ssh/sshd.pid
StrictModes no
UsePAM no
SetEnv SHLVL=1
LogLevel VERBOSE
END
cat >config <<'END'
Host lb1
HostName 127.0.0.1
IdentityFile /run/ssh/user
UserKnownHostsFile /run/ssh/known_hosts
GlobalKnownHostsFile /dev/null
END
echo "127.0.0.1 $(cut -d' ' -f1,2 host.pub)" >known_hosts
cat >bin/ssh <<'END'
#!/bin/sh
echo "$*" >>/run/ssh/calls
exec /usr/bin/ssh -F /run/ssh/config "$@"
END
chmod 755 bin/ssh
/usr/sbin/sshd -f sshd_config -E /run/ssh/log`;

describe.skipIf(whyNoLab() !== null || whyNoSsh !== null)('a real director behind ssh', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await guest.runScript(setUp);
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await resetToEveryKind(guest);
		await guest.runScript(': >/run/ssh/calls; : >/run/ssh/log');
	});

	async function lvstop(...words: readonly string[]) {
		const path = 'PATH=/run/ssh/bin:/usr/sbin:/usr/bin:/sbin:/bin';
		const folders = ['XDG_STATE_HOME=/run/state', 'XDG_RUNTIME_DIR=/run'];
		return await guest.run(['env', path, ...folders, process.execPath, program, ...words], {
			timeout: 60_000,
		});
	}

	/**
	 * The services of the JSON, without what changes from one reading to the next, and without what only a look at the
	 * connection table tells, which is not made over ssh.
	 */
	async function servicesBy(...words: readonly string[]) {
		const {stdout, stderr, exitCode} = await lvstop('--json', '-n', '1', ...words);
		expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
		const {services, access, ipvs} = JSON.parse(stdout);
		return {
			services: services.map((service: object) => ({...service, noAnswer: null})),
			access,
			ipvs,
		};
	}

	it.each(['root@lb1', 'ops@lb1'])('%s tells all that ipvsadm tells there', async host => {
		const here = await servicesBy('--source', 'ipvsadm');
		expect(here.services.length).toBeGreaterThan(8);
		expect(await servicesBy('--host', host)).toEqual(here);
	});

	it.each(['root@lb1', 'ops@lb1'])('%s changes a weight and puts it back', async host => {
		const before = await printedRules(guest);
		const change = ['weight', 'tcp:172.16.249.138:80', '10.0.0.11'];
		const {exitCode, stderr} = await lvstop(...change, '7', '--yes', '--host', host);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		const after = await printedRules(guest);
		expect(after.saved.filter(line => !before.saved.includes(line))).toEqual([
			expect.stringMatching(/-r 10\.0\.0\.11:80 -i -w 7/),
		]);
		await lvstop(...change, '1', '--yes', '--host', host);
		expect(await printedRules(guest)).toEqual(before);
	});

	it('reads with one command and one login each time', async () => {
		const {stdout} = await lvstop('--json', '-n', '3', '-d', '1', '--host', 'root@lb1');
		expect(stdout.trim().split('\n')).toHaveLength(3);
		const calls = (await guest.readFile('/run/ssh/calls')).trim().split('\n');
		expect(calls.filter(call => call.includes("sh -c '"))).toHaveLength(3);
		expect(calls).toHaveLength(5);
		const log = await guest.readFile('/run/ssh/log');
		expect(log.match(/Accepted publickey/g)).toHaveLength(1);
	});

	it('saves and restores a whole table', async () => {
		const before = await printedRules(guest);
		const host = ['--host', 'ops@lb1'];
		await guest.run(['rm', '-f', '/run/rules']);
		const saved = await lvstop('save', '/run/rules', ...host);
		expect({code: saved.exitCode, err: saved.stderr}).toEqual({code: 0, err: ''});
		await guest.runScript('ipvsadm -C; ipvsadm -A -t 10.9.9.9:80 -s rr');
		const restored = await lvstop('restore', '/run/rules', '--yes', ...host);
		expect(restored.exitCode).toBe(0);
		expect(await printedRules(guest)).toEqual(before);
	});
});
