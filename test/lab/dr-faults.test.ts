/**
 * Faults of LVS-DR on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {dr} from './labs/dr.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const [first, second] = ['192.0.2.8', '192.0.2.9'];

describeLab('the lab of LVS-DR', () => {
	const lab = useLab(dr);

	const expectBothServers = async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
	};
	const expectOneServer = async () => {
		expect(await lab.answers()).toEqual(byTurns(second, null));
	};

	it('works, and nothing is found', async () => {
		await expectBothServers();
		expect(await lab.findings('--arping')).toEqual([]);
	});

	it('nobody is answered without the VIP on the director', () =>
		lab.during(
			'vip-missing',
			async () => {
				// The client still knows the director's MAC, and the director drops what is not for it.
				expect(await lab.answers()).toEqual(byTurns(null, null));
			},
			{reports: 'error vip-missing: the virtual address 192.0.2.100 is not on this director'},
		));

	it('a server that answers ARP for the VIP gets all requests, and the director none', () =>
		lab.during(
			'server-answers-arp',
			async () => {
				const before = await connections();
				await expect.poll(() => lab.answers(), {timeout: 30_000}).toEqual(byTurns(first, first));
				expect(await lab.answers()).toEqual(byTurns(first, first));
				expect(await connections()).toBe(before);
			},
			{
				check: ['--arping'],
				reports: 'which is 192.0.2.8, answers ARP for the virtual address 192.0.2.100',
			},
		));

	it('only one server answers if the cable of the other one is out', () =>
		lab.during('server-link-down', expectOneServer, {
			reports: 'error neighbour-failed: the neighbour entry of 192.0.2.8 on eth0 is FAILED',
		}));

	it('only one server answers if the other one is behind a router', () =>
		lab.during('server-behind-router', expectOneServer, {
			reports: 'error dr-server-not-connected: 192.0.2.8 is behind the router 192.0.2.2 on eth0',
		}));

	it('an address in no service, and the director as a server of itself, are only worth a note', async () => {
		await lab.during(
			{
				name: 'an address more',
				finding: 'vip-unused',
				on: ['ip address add 192.0.2.101/32 dev eth0'],
				off: ['ip address del 192.0.2.101/32 dev eth0'],
			},
			expectBothServers,
			{reports: 'note vip-unused: 192.0.2.101/32 is on eth0 and in no service'},
		);
		await lab.during(
			{
				name: 'a server of itself',
				finding: 'local-server',
				on: ['ipvsadm -a -t 192.0.2.100:80 -r 192.0.2.1 -g -w 0'],
				off: ['ipvsadm -d -t 192.0.2.100:80 -r 192.0.2.1'],
			},
			expectBothServers,
			{reports: 'note local-server: 192.0.2.1 is an address of this director'},
		);
	});

	/** The connections that the director knows. */
	async function connections(): Promise<number> {
		const {stdout} = await lab.guest.run(['ipvsadm', '-Lcn']);
		return stdout.split('\n').length;
	}
});
