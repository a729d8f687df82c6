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

	it('works, with large requests too, and nothing is found', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
		expect(await lab.answers({size})).toEqual(byTurns(first, second));
		expect(await lab.findings()).toEqual([]);
	});

	it('nobody is answered without a route to the servers', () =>
		lab.during('server-route-lost', async () => {
			expect(await lab.answers()).toEqual(byTurns(null, null));
		}));

	it('large requests are lost on a path with a small MTU, small ones are not', () =>
		lab.during('small-mtu', async () => {
			expect(await lab.answers()).toEqual(byTurns(first, second));
			expect(await lab.answers({size})).toEqual(byTurns(null, null));
		}));

	it('only one server answers if the other one filters by the reverse path, and the director sees SYN_RECV', () =>
		lab.during(
			'server-path-filter',
			async () => {
				expect(await lab.answers()).toEqual(byTurns(second, null));
			},
			{requests: true},
		));

	it('nobody is answered if the director itself filters by the reverse path', () =>
		lab.during(
			'client-path-filter',
			async () => {
				expect(await lab.answers()).toEqual(byTurns(null, null));
			},
			{requests: true},
		));
});
