/**
 * The edit subcommands on the kernel: the rules are those that ipvsadm's own command line makes, and an undo returns to
 * the text before.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {type Place, runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {resetToEveryKind} from './every-kind-director.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';

const web = 'tcp:172.16.249.138:80';

describeLab('edit subcommands on the kernel', () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await resetToEveryKind(guest);
	});
	afterAll(() => guest.close());

	/** lvstop with a log of its own. */
	async function openPlace(): Promise<Place> {
		return {port: guestPort(guest), clock: systemClock, stateFolder: await temporaryFolder()};
	}

	const listings = '-S -n\n-L -n --thresholds\n-L --timeout\n-L --daemon\n';

	/** Runs lines of ipvsadm in one process, because starting one is most of the work in a guest; what they print. */
	async function ipvsadm(lines: string): Promise<string> {
		const {stdout, stderr} = await guest.run(['ipvsadm', '-R'], {input: lines});
		expect({lines, stderr}).toEqual({lines, stderr: ''});
		return stdout;
	}

	/** Rules, thresholds and settings, as ipvsadm prints them. */
	function printed(): Promise<string> {
		return ipvsadm(listings);
	}

	async function lvstop(place: Place, line: string): Promise<string> {
		const [name = '', ...words] = line.split(' ');
		const {code, out, err} = await runSubcommand(place, name, words.join(' '), {yes: true});
		expect({line, code, err}).toEqual({line, code: 0, err: ''});
		return out;
	}

	/** A command of lvstop, the whole command line of ipvsadm for the same, and ipvsadm's for the way back. */
	const pairs: readonly (readonly [lvstop: string, ipvsadm: string, back: string])[] = [
		[
			'add service tcp:172.16.249.141:443 -s sh -p -M 255.255.0.0 -b sh-port',
			'-A -t 172.16.249.141:443 -s sh -p 360 -M 255.255.0.0 -b sh-port',
			'-D -t 172.16.249.141:443',
		],
		['ipvsadm -A -f 9 -6', '-A -f 9 -6', '-D -f 9 -6'],
		[
			`add server ${web} 10.0.0.20:8080 -m -x 10 -y 8`,
			'-a -t 172.16.249.138:80 -r 10.0.0.20:8080 -m -x 10 -y 8',
			'-d -t 172.16.249.138:80 -r 10.0.0.20:8080',
		],
		[
			'add server -t [2001:db8:1::1]:443 -r 10.0.0.20 -i --tun-type gue --tun-port 7000 --tun-csum',
			'-a -t [2001:db8:1::1]:443 -r 10.0.0.20 -i --tun-type gue --tun-port 7000 --tun-csum',
			'-d -t [2001:db8:1::1]:443 -r 10.0.0.20:443',
		],
		[
			'ipvsadm -e -t 172.16.249.138:80 -r 10.0.0.8:80 -w 7',
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 7 -x 1000 -y 800',
			'-e -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 1000 -y 800',
		],
		[
			`edit server ${web} 10.0.0.11 --tun-port 7000`,
			'-e -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 7000 --tun-remcsum',
			'-e -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum',
		],
		[
			`edit server ${web} 10.0.0.12 -g -w 2`,
			'-e -t 172.16.249.138:80 -r 10.0.0.12:80 -g -w 2',
			'-e -t 172.16.249.138:80 -r 10.0.0.12:80 -i -w 1 --tun-type gre --tun-csum',
		],
		[
			'ipvsadm -E -t 172.16.249.138:80 -s wlc',
			'-E -t 172.16.249.138:80 -s wlc -p 300 -M 255.255.255.0',
			'-E -t 172.16.249.138:80 -s wrr -p 300 -M 255.255.255.0',
		],
		[
			'edit service tcp:[2001:db8:1::1]:443 --no-persistent --no-sched-flags',
			'-E -t [2001:db8:1::1]:443 -s sh',
			'-E -t [2001:db8:1::1]:443 -s sh -p 60 -M 64 -b sh-fallback,sh-port',
		],
		[
			'edit service udp:172.16.249.138:53 -b mh-port --no-ops',
			'-E -u 172.16.249.138:53 -s mh -b mh-port',
			'-E -u 172.16.249.138:53 -s mh -o -b mh-fallback,mh-port',
		],
		['timeouts 0 60 0', '--set 0 60 0', '--set 0 120 0'],
		[
			'sync start backup --mcast-interface lo --syncid 7',
			'--start-daemon backup --mcast-interface lo --syncid 7',
			'--stop-daemon backup',
		],
	];

	it.each(pairs)('%s is ipvsadm %s', async (command, line, back) => {
		const place = await openPlace();
		const asIpvsadm = await ipvsadm(`${line}\n${listings}`);
		const before = await ipvsadm(`${back}\n${listings}`);
		expect(asIpvsadm).not.toBe(before);
		const out = await lvstop(place, command);
		expect(out).toContain('\ndone: ');
		expect(await printed()).toBe(asIpvsadm);
		expect(await lvstop(place, 'undo')).toContain('\nundone: ');
		expect(await printed()).toBe(before);
	});

	it.each([`delete service ${web}`, 'ipvsadm -df 7 -r 10.0.0.8:0'])(
		'%s is undone to the rules before',
		async command => {
			const place = await openPlace();
			// The order of a table depends on the order of its commands, so only the lines are compared.
			const lines = async () => (await printed()).split('\n').toSorted();
			await resetToEveryKind(guest);
			await ipvsadm('-d -t 172.16.249.138:80 -r 172.16.249.138:80\n');
			const before = await lines();
			await lvstop(place, command);
			const after = await lines();
			expect(after.length).toBeLessThan(before.length);
			await lvstop(place, 'undo');
			expect(await lines()).toEqual(before);
		},
	);

	it('zero works on the counters alone, and refuses are made beforehand', async () => {
		const place = await openPlace();
		const before = await printed();
		await lvstop(place, `zero ${web}`);
		await lvstop(place, 'ipvsadm -Z');
		const refused = await runSubcommand(place, 'add', `server ${web} 10.0.0.8:80 -m`, {yes: true});
		expect(refused).toMatchObject({code: 3, err: `lvstop: 10.0.0.8:80 is already in ${web}\n`});
		expect(await printed()).toBe(before);
	});
});
