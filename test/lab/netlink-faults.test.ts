/**
 * Faults of the kernel's own interface on a real kernel, under the built console.
 */
import {afterAll, afterEach, beforeAll, beforeEach, expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {bootKernel, type Guest, ipvsModules} from './kernel.ts';
import {type GuestConsole, startConsole} from './soak/guest-console.ts';

const rules = '-A -t 10.1.1.1:80 -s rr\n-a -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 7\n';

const modules = ipvsModules.filter(name => name.startsWith('ip_vs_')).join(' ');

/** Milliseconds in which something has to be on the screen. */
const patience = 40_000;

describeLab('a console that reads by netlink', () => {
	let guest: Guest;
	let console: GuestConsole | null = null;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await guest.run(['ipvsadm', '-R'], {input: `-C\n${rules}`});
	});
	afterEach(async () => {
		console?.type('\u001b\u001b\u001bq');
		await console?.ended;
		expect(console?.isGivenBack()).toBe(true);
		console = null;
	});

	async function open(...words: readonly string[]) {
		console = await startConsole(guest, ['-d', '1', ...words]);
		return console;
	}

	async function shows(one: GuestConsole, text: RegExp): Promise<void> {
		expect(await one.shows(text, patience), one.screen()).not.toBeNull();
	}

	it('says that the module is gone, keeps the rows, does not load it, and goes on by netlink when it is back', async () => {
		const one = await open();
		await shows(one, /by netlink.*● live[\s\S]*10\.0\.0\.8:80 +NAT +≠?7 /);
		for (let times = 0; times < 2; times += 1) {
			await guest.runScript(`ipvsadm -C; modprobe -d /run/modprobe -r ${modules}`);
			await shows(one, /✗ stale[\s\S]*modprobe ip_vs/);
			await new Promise(resolve => setTimeout(resolve, 5000));
			expect((await guest.run(['test', '-e', '/proc/net/ip_vs'])).exitCode).toBe(1);
			expect(one.screen()).toMatch(/modprobe ip_vs/);

			await guest.run(['modprobe', '-d', '/run/modprobe', '-a', ...ipvsModules]);
			await guest.run(['ipvsadm', '-R'], {input: rules.replace('-w 7', `-w 3${times}`)});
			await shows(
				one,
				new RegExp(`by netlink.*● live[\\s\\S]*10\\.0\\.0\\.8:80 +NAT +≠?3${times} `),
			);
		}
	});

	it('is not disturbed by signals that interrupt its calls', async () => {
		const one = await open();
		await shows(one, /by netlink.*● live[\s\S]*10\.0\.0\.8:80 +NAT +≠?7 /);
		await guest.runScript(
			`for each in $(seq 3000); do kill -WINCH ${one.pid}; kill -CONT ${one.pid}; done`,
		);
		await guest.run(['ipvsadm', ...'-e -t 10.1.1.1:80 -r 10.0.0.8:80 -m -w 8'.split(' ')]);
		await shows(one, /by netlink.*● live[\s\S]*10\.0\.0\.8:80 +NAT +≠?8 /);
	});

	it('says that its network namespace is gone, lets go of it, and goes on in the one made anew', async () => {
		await guest.runScript(`
			ip netns add lb; ip link add lb-out type veth peer name eth0 netns lb
			ip netns exec lb ipvsadm -A -t 10.9.9.9:80 -s rr`);
		const one = await open('--netns', 'lb');
		await shows(one, /by netlink.*● live[\s\S]*10\.9\.9\.9:80/);
		await guest.run(['ip', 'netns', 'del', 'lb']);
		await shows(one, /✗ stale[\s\S]*10\.9\.9\.9:80[\s\S]*network namespace \/var\/run\/netns\/lb/);
		// The cable goes with the namespace, which nobody holds any more.
		await guest.runScript(
			'for each in $(seq 200); do [ -e /sys/class/net/lb-out ] || exit 0; sleep 0.1; done; exit 1',
		);

		await guest.runScript('ip netns add lb; ip netns exec lb ipvsadm -A -t 10.9.9.10:80 -s rr');
		await shows(one, /by netlink.*● live[\s\S]*10\.9\.9\.10:80/);
		expect(one.screen()).not.toContain('TCP 10.9.9.9:80');
		await guest.run(['ip', 'netns', 'del', 'lb']);
	});
});
