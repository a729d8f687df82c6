/**
 * Faults of services of both address families on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {describeLab} from './describe-lab.ts';
import {dualStack} from './labs/dual-stack.ts';
import {vipsOf} from './labs/lab.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const both = byTurns('10.0.0.8', '10.0.0.9');
const nobody = byTurns(null, null);

describeLab('the lab of both address families', () => {
	const lab = useLab(dualStack);
	/** The answers over IPv4 and over IPv6. */
	const answers = () => Promise.all(vipsOf(dualStack).map(vip => lab.answers({vip})));

	it('works, and nothing is found', async () => {
		expect(await answers()).toEqual([both, both]);
		expect(await lab.findings()).toEqual([]);
	});

	it('nobody is answered over IPv6 if it is not forwarded', () =>
		lab.during('ipv6-forward-off', async () => {
			expect(await answers()).toEqual([both, nobody]);
		}));

	it('nobody is answered over IPv4 if it is not forwarded', () =>
		lab.during('ip-forward-off', async () => {
			expect(await answers()).toEqual([nobody, both]);
		}));
});
