/**
 * Faults of LVS-TUN on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {tun} from './labs/tun.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const [first, second] = ['203.0.113.8', '203.0.113.9'];

/** Requests of this size take several packets, each as large as the network of the client allows. */
const size = 3000;

describeLab('the lab of LVS-TUN', () => {
	const lab = useLab(tun);

	const expectNobodyAnswered = async () => {
		expect(await lab.answers()).toEqual(byTurns(null, null));
	};

	it('works, with large requests too, and nothing is found', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
		expect(await lab.answers({size})).toEqual(byTurns(first, second));
		expect(await lab.findings()).toEqual([]);
	});

	it('nobody is answered without a route to the servers', () =>
		lab.during('server-route-lost', expectNobodyAnswered, {
			reports: 'error tun-no-route: the director has no route to 203.0.113.8',
		}));

	it('large requests are lost on a path with a small MTU, small ones are not', () =>
		lab.during(
			'small-mtu',
			async () => {
				expect(await lab.answers()).toEqual(byTurns(first, second));
				expect(await lab.answers({size})).toEqual(byTurns(null, null));
			},
			{
				reports:
					'warning tun-mtu: the MTU to 203.0.113.8 on eth0 is 1400, which leaves 1380 bytes for a packet',
			},
		));

	it('nothing is sent on a path with no room for a packet', () =>
		lab.during(
			{
				name: 'an MTU of 80',
				finding: 'tun-mtu',
				on: ['ip route add 203.0.113.0/24 via 198.51.100.254 mtu 80'],
				off: ['ip route del 203.0.113.0/24 via 198.51.100.254'],
			},
			expectNobodyAnswered,
			{reports: 'error tun-mtu: the MTU to 203.0.113.8 on eth0 is 80, which leaves 60 bytes'},
		));

	it('without pmtu_disc the outer packets are fragmented, which is worth a note', () =>
		lab.during(
			{
				name: 'pmtu_disc',
				finding: 'tun-pmtu-disc',
				on: ['sysctl net.ipv4.vs.pmtu_disc=0'],
				off: ['sysctl net.ipv4.vs.pmtu_disc=1'],
			},
			async () => {
				expect(await lab.answers({size})).toEqual(byTurns(first, second));
			},
			{reports: 'note tun-pmtu-disc: net.ipv4.vs.pmtu_disc is 0'},
		));

	it('only one server answers if the other one filters by the reverse path, and the director sees SYN_RECV', () =>
		lab.during(
			'server-path-filter',
			async () => {
				// Three that are stuck are enough for the check.
				expect(await lab.answers({requests: 8})).toEqual(byTurns(second, null, 8));
			},
			{
				reports:
					'error syn-recv-piling: 203.0.113.8:80 of tcp:198.51.100.100:80: all 4 connections are in SYN_RECV',
			},
		));

	it('nobody is answered if the director itself filters by the reverse path', () =>
		lab.during('client-path-filter', expectNobodyAnswered, {
			requests: true,
			reports: 'warning rp-filter: the reverse path filter dropped',
		}));
});
