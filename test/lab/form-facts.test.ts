/**
 * The facts of a real kernel in forms, and what happens if a scheduler cannot be loaded.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {edit} from '../../source/features/edit/forms/form.ts';
import {readFormFacts} from '../../source/features/edit/forms/form-facts.ts';
import {openKeyboard} from './console-keyboard.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

describeLab('what forms know of the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
	});
	afterAll(() => guest.close());

	const run = async (line: string) => {
		const {stdout, stderr} = await guestPort(guest).run(['sh', '-c', line]);
		return stdout + stderr;
	};

	it('are the modules that /proc/modules has, and the devices of ip', async () => {
		const loaded = await run("sed -n 's/^ip_vs_\\([a-z_]*\\) .*/\\1/p' /proc/modules");
		const {modules, devices} = await readFormFacts({port: guestPort(guest)});
		expect([...(modules?.present ?? [])].sort()).toEqual(loaded.trim().split('\n').sort());
		// The guest has no folder of modules, so it is not known what it can load.
		expect(modules?.loadable).toBeNull();
		expect(devices?.map(({name}) => name)).toContain('lo');
	});

	it('a scheduler that is not there is refused by the kernel, and the form stays as it was', async () => {
		await run('ipvsadm -C; ipvsadm -A -t 10.9.9.1:80 -s rr');
		await run('rmmod ip_vs_ovf');
		const keyboard = await openKeyboard(guest);
		try {
			await keyboard.press('A');
			await keyboard.until(
				state => edit.see(state).own.facts.modules?.present.has('ovf') === false,
			);
			await keyboard.press('<down>10.9.9.9<down>80<down>mh');
			expect(keyboard.screen()).toContain('loaded; Maglev hashing');
			await keyboard.press('<ctrl-u>ovf');
			expect(keyboard.screen()).not.toContain('loaded; overflow');
			await keyboard.press('<enter>');
			await keyboard.agree();
			const {message, overlay} = await keyboard.until(({applying}) => applying === null);
			expect(message?.text).toContain('Scheduler or persistence engine not found');
			expect(overlay?.place).toBe('form');
			expect(await run('ipvsadm -Sn')).toBe('-A -t 10.9.9.1:80 -s rr\n');

			// The same form with a scheduler that is there; the cursor then stands on the new service.
			await keyboard.press('<ctrl-u>mh<enter>');
			await keyboard.agree();
			const {selection} = await keyboard.until(
				({awaited, overlay}) => awaited === null && overlay === null,
			);
			expect(selection.row?.id).toBe('tcp:10.9.9.9:80');
			expect(await run('ipvsadm -Sn')).toContain('-A -t 10.9.9.9:80 -s mh\n');
		} finally {
			keyboard.close();
		}
	});

	it('a copy has every option of its service, and its servers, byte for byte', async () => {
		await run(
			`ipvsadm -C; ipvsadm -A -u 10.9.9.1:53 -s sh -b sh-port,sh-fallback -p 77 -M 255.255.255.0 -o
			ipvsadm -a -u 10.9.9.1:53 -r 10.8.8.1:53 -g -w 4 -x 9 -y 5
			ipvsadm -a -u 10.9.9.1:53 -r 10.8.8.2:5353 -m -w 0
			ipvsadm -a -u 10.9.9.1:53 -r 10.8.8.3:53 -i -w 7`,
		);
		const keyboard = await openKeyboard(guest);
		try {
			await keyboard.press('K10.9.9.2<tab><tab> <enter>');
			await keyboard.agree();
			const {selection} = await keyboard.until(
				({awaited, overlay}) => awaited === null && overlay === null,
			);
			expect(selection.row?.id).toBe('udp:10.9.9.2:53');
			const lines = (await run('ipvsadm -Sn; ipvsadm -Ln --thresholds')).split('\n');
			const of = (address: string) =>
				lines
					.filter(line => line.includes(`${address}:53 `))
					.map(line => line.replaceAll(address, 'VIP').replace(/ +$/, ''));
			expect(of('10.9.9.1')).toHaveLength(5);
			expect(of('10.9.9.2')).toEqual(of('10.9.9.1'));
		} finally {
			keyboard.close();
		}
	});
});
