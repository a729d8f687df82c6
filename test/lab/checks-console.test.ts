/**
 * The Checks view and the details of the director on a real kernel, by the built program in the guest.
 */
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {topologies} from './topology.ts';

describeLab('the Checks view on the kernel', () => {
	const {vip} = topologies.nat;
	const program = fileURLToPath(new URL('../../dist/lvstop.mjs', import.meta.url));
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
	});
	afterAll(() => guest.close());

	/** The screen after these keys. */
	async function screenAfter(keys: string): Promise<string> {
		const variables = ['XDG_STATE_HOME=/run/state', 'COLUMNS=120', 'LINES=130'];
		const {exitCode, stdout, stderr} = await guest.run([
			...(['env', ...variables] as const),
			...[process.execPath, program, '--once', '--keys', keys],
		]);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		return stdout;
	}

	it('finds nothing while all is well, and the fault when there is one', async () => {
		expect(await screenAfter('7')).toContain('Nothing is wrong as far as lvstop can tell.');
		await guest.runScript('busybox sysctl -q -w net.ipv4.ip_forward=0');
		const screen = await screenAfter('7<enter>');
		expect(screen.split('\n')[0]).toContain('1 error');
		expect(screen).toContain('net.ipv4.ip_forward is 0, and there are 2 NAT servers');
		expect(screen).toContain('sysctl -w net.ipv4.ip_forward=1');
		await guest.runScript('busybox sysctl -q -w net.ipv4.ip_forward=1');
		expect(await screenAfter('7')).toContain('Nothing is wrong as far as lvstop can tell.');
	});

	it('mends by a plan what is ipvsadm’s, and undoes it', async () => {
		const service = ['-t', `${vip}:81`] as const;
		await guest.runScript(
			`ipvsadm -A -t ${vip}:81 -s sh
ipvsadm -a -t ${vip}:81 -r 10.0.0.8:81 -m -w 0
ipvsadm -a -t ${vip}:81 -r 10.0.0.9:81 -m -w 1`,
		);
		const ruleNow = async () =>
			(await guest.run(['ipvsadm', '-Sn'])).stdout
				.split('\n')
				.find(line => line.startsWith(`-A ${service.join(' ')}`));
		expect(await screenAfter('7')).toMatch(/> error +fallback-missing/);
		await screenAfter('7fy<wait>');
		expect(await ruleNow()).toMatch(/ -s sh -b sh-fallback$/);
		expect(await screenAfter('7')).not.toContain('fallback-missing');
		// Without the flag clients would be refused again, so a key is not enough.
		await screenAfter('6uyes<enter><wait>');
		expect(await ruleNow()).toMatch(/ -s sh$/);
		await guest.run(['ipvsadm', '-D', ...service]);
	});

	it('explains every setting that the kernel has', async () => {
		const names = (await guest.runScript('ls /proc/sys/net/ipv4/vs')).trim().split('\n');
		const screen = await screenAfter(':director<enter>');
		expect(names.filter(name => !screen.includes(` ${name} `))).toEqual([]);
		expect(screen).not.toContain('lvstop does not know this setting');
	});
});
