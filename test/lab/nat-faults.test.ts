/**
 * Faults of LVS-NAT on the kernel: what clients get, and what lvstop says.
 */
import {expect, it} from 'vitest';
import {builtProgram} from '../terminal/pseudo-terminal.ts';
import {describeLab} from './describe-lab.ts';
import {nat} from './labs/nat.ts';
import {byTurns, useLab} from './labs/use-lab.ts';

const [first, second] = ['10.0.0.8', '10.0.0.9'];

describeLab('the lab of LVS-NAT', () => {
	const lab = useLab(nat);

	const expectNobodyAnswered = async () => {
		expect(await lab.answers()).toEqual(byTurns(null, null));
	};
	const expectOneServer = async () => {
		expect(await lab.answers()).toEqual(byTurns(second, null));
	};

	it('works, and nothing is found', async () => {
		expect(await lab.answers()).toEqual(byTurns(first, second));
		expect(await lab.findings()).toEqual([]);
	});

	it('nobody is answered if the director does not forward, and the program on the director says so', () =>
		lab.during(
			'ip-forward-off',
			async () => {
				await expectNobodyAnswered();
				const command = [process.execPath, builtProgram, 'check'] as const;
				const {exitCode, stdout, stderr} = await lab.guest.run(command);
				expect({exitCode, stderr}).toEqual({exitCode: 1, stderr: ''});
				expect(stdout).toMatch(
					/^error ip-forward-off: .*\n.* mend {2}sysctl -w net.ipv4.ip_forward=1\n/s,
				);
			},
			{reports: 'error ip-forward-off: net.ipv4.ip_forward is 0, and there are 2 NAT servers'},
		));

	it('nobody is answered if the director does not forward what the servers send', () =>
		lab.during(
			{
				name: 'forwarding of one device',
				finding: 'ip-forward-off',
				on: ['sysctl net.ipv4.conf.eth1.forwarding=0'],
				off: ['sysctl net.ipv4.conf.eth1.forwarding=1'],
			},
			expectNobodyAnswered,
			{reports: 'error ip-forward-off: net.ipv4.conf.eth1.forwarding is 0'},
		));

	it('nobody is answered without a route to the servers', () =>
		lab.during('server-route-lost', expectNobodyAnswered, {
			reports: 'error nat-server-route: the director has no route to 10.0.0.8',
		}));

	it('a client on the network of the servers is not answered', () =>
		lab.during('client-same-network', expectNobodyAnswered, {
			reports: 'warning nat-client-same-network: client 10.0.0.2 of tcp:172.16.249.138:80',
		}));

	it('only one server answers if the director looks for the other one elsewhere', () =>
		lab.during('server-route-elsewhere', expectOneServer, {
			reports:
				'warning nat-server-route: 10.0.0.8 is in the network 10.0.0.1/24 on eth1, but the route to it leaves by eth0',
		}));

	it('only one server answers if the director would filter the answers of the other one as well', () =>
		lab.during(
			{
				name: 'server elsewhere, and a filter',
				finding: 'rp-filter',
				on: ['ip route add 10.0.0.8/32 dev eth0', 'sysctl net.ipv4.conf.eth1.rp_filter=1'],
				off: ['ip route del 10.0.0.8/32 dev eth0', 'sysctl net.ipv4.conf.eth1.rp_filter=0'],
			},
			expectOneServer,
			{reports: 'warning rp-filter: rp_filter of eth1 is 1: replies of 10.0.0.8'},
		));

	it('only one server answers if the other one has a wrong gateway, and the director sees SYN_RECV', () =>
		lab.during(
			'server-wrong-gateway',
			async () => {
				// Three that are stuck are enough for the check.
				expect(await lab.answers({requests: 8})).toEqual(byTurns(second, null, 8));
			},
			{
				reports:
					'error syn-recv-piling: 10.0.0.8:80 of tcp:172.16.249.138:80: all 4 connections are in SYN_RECV',
			},
		));
});
