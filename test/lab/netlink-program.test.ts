import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {resetToEveryKind} from './every-kind-director.ts';
import {guestProgram} from './guest-program.ts';
import {bootKernel, type Guest} from './kernel.ts';

const program = join(import.meta.dirname, '../../dist/lvstop.mjs');

/** A folder with an ipvsadm that records that it was run. */
const noted = '/run/noted';
const note = '/run/ipvsadm-was-run';

describeLab('lvstop beside its director', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await guest.runScript(`mkdir -p ${noted}
cat >${noted}/ipvsadm <<'END'
#!/bin/sh
echo "$@" >>${note}
exec /sbin/ipvsadm "$@"
END
chmod +x ${noted}/ipvsadm`);
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await resetToEveryKind(guest);
		await guest.run(['rm', '-f', note]);
	});

	/** Runs lvstop with an ipvsadm that records that it was run. */
	async function lvstop(words: readonly string[], prefix: readonly string[] = []) {
		const path = `PATH=${noted}:/usr/sbin:/usr/bin:/sbin:/bin`;
		return await guest.run(['env', path, ...prefix, process.execPath, program, ...words]);
	}

	async function jsonOf(words: readonly string[], prefix: readonly string[] = []) {
		const {stdout, stderr, exitCode} = await lvstop(['--json', '-n', '1', ...words], prefix);
		expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
		return JSON.parse(stdout);
	}

	const ipvsadmRuns = async () =>
		(await guest.run(['test', '-e', note])).exitCode === 0 ? await guest.readFile(note) : '';

	it('tells by netlink all that it tells by ipvsadm, and starts no process for it', async () => {
		const {source, ...told} = await jsonOf([]);
		expect(source).toEqual({from: 'netlink', note: null});
		expect(await ipvsadmRuns()).toBe('');
		const {source: textSource, ...text} = await jsonOf(['--source', 'ipvsadm']);
		expect(textSource).toEqual({from: 'ipvsadm', note: null});
		expect(await ipvsadmRuns()).toContain('-Sn');
		// Netlink includes this, but ipvsadm would have to be run for it.
		const withoutPersistent = ({time: _, ...all}: Record<string, unknown>) =>
			JSON.parse(
				JSON.stringify(all, (name, value) => (name === 'persistentConnections' ? null : value)),
			);
		expect(withoutPersistent(told)).toEqual(withoutPersistent(text));
	});

	it('tells of another network namespace, and of no other', async () => {
		await guest.runScript(
			'ip netns add other; ip netns exec other ipvsadm -A -u 10.9.9.7:53 -s rr',
		);
		const {services, source, host} = await jsonOf(['--netns', 'other']);
		expect(services.map(({id}: {id: string}) => id)).toEqual(['udp:10.9.9.7:53']);
		expect(source).toEqual({from: 'netlink', note: null});
		expect(host).toBe('ip netns exec other');
		expect(await ipvsadmRuns()).toBe('');
		const {stderr} = await lvstop(['--json', '-n', '1', '--netns', 'none']);
		expect(stderr).toMatch(
			/^lvstop: the network namespace \/var\/run\/netns\/none .*\n.*ip netns list/,
		);
	});

	it('goes with the name where a network namespace is made anew', async () => {
		const {command, input} = guestProgram('renewed-netns.ts');
		const {stdout} = await guest.run(command, {input});
		expect(JSON.parse(stdout)).toEqual([['udp:10.9.9.9:53'], ['udp:10.9.9.8:53']]);
	});

	it('looks before and after a change by netlink, so that ipvsadm runs once', async () => {
		await guest.run(['ipvsadm', '-R'], {
			input: '-C\n-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 1 -x 9\n',
		});
		const words = ['weight', 'tcp:10.1.1.1:80', '10.0.0.8:80', '5', '--yes'];
		expect(await lvstop(words)).toMatchObject({exitCode: 0, stderr: ''});
		const runs = (await ipvsadmRuns()).trim().split('\n');
		expect(runs).toEqual([expect.stringMatching(/^-e -t 10\.1\.1\.1:80 .* -w 5 -x 9/)]);
		const {stdout} = await guest.run(['ipvsadm', '-Ln']);
		expect(stdout).toMatch(/10\.0\.0\.8:80 +Masq +5 /);
	});

	it('saves and proves a restore by netlink what it saves by ipvsadm', async () => {
		await lvstop(['save', '/run/by-netlink.rules', '--force']);
		expect(await ipvsadmRuns()).toBe('');
		await lvstop(['save', '/run/by-ipvsadm.rules', '--force', '--source', 'ipvsadm']);
		const rulesIn = async (path: string) =>
			(await guest.readFile(path)).split('\n').filter(line => !line.startsWith('#'));
		expect(await rulesIn('/run/by-netlink.rules')).toEqual(await rulesIn('/run/by-ipvsadm.rules'));

		await guest.run(['ipvsadm', '-C']);
		await guest.run(['rm', '-f', note]);
		const {exitCode, stderr} = await lvstop(['restore', '/run/by-netlink.rules', '--yes']);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(await ipvsadmRuns()).not.toMatch(/-Sn|-Ln/);
		await lvstop(['save', '/run/again.rules', '--force', '--source', 'ipvsadm']);
		expect(await rulesIn('/run/again.rules')).toEqual(await rulesIn('/run/by-ipvsadm.rules'));
	});

	it('says why it reads by ipvsadm where the kernel refuses', async () => {
		// Root of a namespace of users has the capability, but not for the kernel's table.
		const {source, services} = await jsonOf([], ['unshare', '--user', '--map-root-user']);
		expect(source.from).toBe('ipvsadm');
		expect(source.note).toContain('CAP_NET_ADMIN');
		expect(services.length).toBeGreaterThan(10);
	});

	it('does not try where it has no right to, and says so where it has to', async () => {
		const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
		expect(await jsonOf([], nobody)).toMatchObject({
			source: {from: 'ipvsadm', note: null},
			access: {level: 'proc'},
		});
		const {stderr, exitCode} = await lvstop(['--once', '--source', 'netlink'], nobody);
		expect(exitCode).toBe(4);
		expect(stderr).toContain('CAP_NET_ADMIN is needed');
	});
});
