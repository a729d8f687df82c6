/**
 * Faults of LVS-NAT on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {builtProgram} from '../terminal/pseudo-terminal.ts';
import {describeLab} from './describe-lab.ts';
import {nat} from './labs/nat.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const [first, second] = ['10.0.0.8', '10.0.0.9'];
const nobody = byTurns(null, null);

describeLab('the lab of LVS-NAT', () => {
	const lab = useLab(nat);

	it('works, and nothing is found', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
		expect(await lab.findings()).toEqual([]);
	});

	it('nobody is answered if the director does not forward, and the program on the director says so', () =>
		lab.during('ip-forward-off', async () => {
			expect(await lab.answers()).toEqual(nobody);
			const command = [process.execPath, builtProgram, 'check'] as const;
			const {exitCode, stdout, stderr} = await lab.guest.run(command);
			expect({exitCode, stderr}).toEqual({exitCode: 1, stderr: ''});
			expect(stdout).toMatch(
				/^error ip-forward-off: .*\n.* mend {2}sysctl -w net.ipv4.ip_forward=1\n/s,
			);
		}));

	it.each(['server-route-lost', 'client-same-network'])(
		'nobody is answered with the fault %s',
		fault =>
			lab.during(fault, async () => {
				expect(await lab.answers()).toEqual(nobody);
			}),
	);

	it('only one server answers if the director looks for the other one elsewhere', () =>
		lab.during('server-route-elsewhere', async () => {
			expect(await lab.answers()).toEqual(byTurns(second, null));
		}));

	it('only one server answers if the other one has a wrong gateway, and the director sees SYN_RECV', () =>
		lab.during(
			'server-wrong-gateway',
			async () => {
				expect(await lab.answers()).toEqual(byTurns(second, null));
			},
			{requests: true},
		));
});
