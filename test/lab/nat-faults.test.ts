/**
 * Faults of LVS-NAT on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {nat} from './labs/nat.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const [first, second] = ['10.0.0.8', '10.0.0.9'];
const nobody = byTurns(null, null);

describeLab('the lab of LVS-NAT', () => {
	const lab = useLab(nat);

	it('works', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
	});

	it.each(['ip-forward-off', 'server-route-lost', 'client-same-network'])(
		'nobody is answered with the fault %s',
		fault =>
			lab.during(fault, async () => {
				expect(await lab.answers()).toEqual(nobody);
			}),
	);

	it.each(['server-wrong-gateway', 'server-route-elsewhere'])(
		'only one server answers with the fault %s',
		fault =>
			lab.during(fault, async () => {
				expect(await lab.answers()).toEqual(byTurns(second, null));
			}),
	);
});
