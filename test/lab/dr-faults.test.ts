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

	it('works, and nothing is found', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
		expect(await lab.findings('--arping')).toEqual([]);
	});

	it('nobody is answered without the VIP on the director', () =>
		lab.during('vip-missing', async () => {
			// The client still knows the director's MAC, and the director drops what is not for it.
			expect(await lab.answers()).toEqual(byTurns(null, null));
		}));

	it('a server that answers ARP for the VIP gets all requests, and the director none', () =>
		lab.during(
			'server-answers-arp',
			async () => {
				const before = await connections();
				await expect.poll(() => lab.answers(), {timeout: 30_000}).toEqual(byTurns(first, first));
				expect(await lab.answers()).toEqual(byTurns(first, first));
				expect(await connections()).toBe(before);
			},
			{check: ['--arping']},
		));

	it.each(['server-link-down', 'server-behind-router'])(
		'only one server answers with the fault %s',
		fault =>
			lab.during(fault, async () => {
				expect(await lab.answers()).toEqual(byTurns(second, null));
			}),
	);

	/** The connections that the director knows. */
	async function connections(): Promise<number> {
		const {stdout} = await lab.guest.run(['ipvsadm', '-Lcn']);
		return stdout.split('\n').length;
	}
});
