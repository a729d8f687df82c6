/**
 * The checks on the three ways of forwarding: silent while all is well, each real fault is found, and is not once it is
 * mended.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {runSubcommand} from '../support/run-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {type TopologyName, topologies} from './topology.ts';

interface Answer {
	readonly findings: readonly {
		readonly id: string;
		readonly severity: string;
		readonly found: string;
	}[];
	readonly unknown: readonly {readonly id: string; readonly reason: string}[];
}

/** A fault that an operator makes: scripts for the guest, and the check that finds it. */
interface Fault {
	readonly name: string;
	readonly id: string;
	/** What its text must have. */
	readonly found: RegExp;
	readonly severity: 'error' | 'warning' | 'note';
	readonly make: string;
	/** Requests before the check; none if missing. */
	readonly asks?: number;
	/** Requests while the check runs. */
	readonly meanwhile?: number;
	readonly mend: string;
	/** Further options of the command. */
	readonly words?: string;
}

const faults: Readonly<Record<TopologyName, readonly Fault[]>> = {
	nat: [
		{
			name: 'ip_forward is off',
			id: 'ip-forward-off',
			found: /^net\.ipv4\.ip_forward is 0, and there are 2 NAT servers$/,
			severity: 'error',
			make: 'busybox sysctl -q -w net.ipv4.ip_forward=0',
			mend: 'busybox sysctl -q -w net.ipv4.ip_forward=1',
		},
		{
			name: 'forwarding is off on the servers’ side only',
			id: 'ip-forward-off',
			found: /^net\.ipv4\.conf\.eth1\.forwarding is 0/,
			severity: 'error',
			make: 'busybox sysctl -q -w net.ipv4.conf.eth1.forwarding=0',
			mend: 'busybox sysctl -q -w net.ipv4.conf.eth1.forwarding=1',
		},
		{
			name: 'a server is routed by the wrong device, with the filter',
			id: 'rp-filter',
			found: /^rp_filter of eth1 is 1: replies of 10\.0\.0\.8 /,
			severity: 'warning',
			make: 'ip route add 10.0.0.8/32 dev eth0; busybox sysctl -q -w net.ipv4.conf.eth1.rp_filter=1',
			mend: 'ip route del 10.0.0.8/32 dev eth0; busybox sysctl -q -w net.ipv4.conf.eth1.rp_filter=0; ip neigh flush all',
		},
		{
			name: 'a server is routed by the wrong device',
			id: 'nat-server-route',
			found:
				/10\.0\.0\.8 is in the network 10\.0\.0\.1\/24 on eth1, but the route to it leaves by eth0/,
			severity: 'warning',
			make: 'ip route add 10.0.0.8/32 dev eth0',
			mend: 'ip route del 10.0.0.8/32 dev eth0; ip neigh flush all',
		},
		{
			name: 'the route to the servers is lost',
			id: 'nat-server-route',
			found: /^the director has no route to 10\.0\.0\.[89]$/,
			severity: 'error',
			make: 'ip address del 10.0.0.1/24 dev eth1',
			mend: 'ip address add 10.0.0.1/24 dev eth1',
		},
		{
			name: 'a server is away',
			id: 'neighbour-failed',
			found: /^the neighbour entry of 10\.0\.0\.9 on eth1 is (FAILED|INCOMPLETE)$/,
			severity: 'error',
			make: 'ip -n server-9 link set eth0 down; ip neigh flush all',
			asks: 5,
			mend: 'ip -n server-9 link set eth0 up; ip -n server-9 route add default via 10.0.0.1; ip neigh flush all; ipvsadm -Z; sleep 1',
		},
		{
			name: 'the servers have another gateway',
			id: 'syn-recv-piling',
			found: /SYN_RECV/,
			severity: 'error',
			make: 'for n in 8 9; do ip -n server-$n route replace default via 10.0.0.77; done',
			asks: 10,
			mend: 'for n in 8 9; do ip -n server-$n route replace default via 10.0.0.1; done; busybox sleep 62',
		},
	],
	dr: [
		{
			name: 'the virtual address is lost',
			id: 'vip-missing',
			found: /^the virtual address 192\.0\.2\.100 is not on this director$/,
			severity: 'error',
			make: 'ip address del 192.0.2.100/32 dev eth0',
			mend: 'ip address add 192.0.2.100/32 dev eth0',
		},
		{
			name: 'a server is behind a router',
			id: 'dr-server-not-connected',
			found: /^192\.0\.2\.8 is behind the router 192\.0\.2\.9 on eth0$/,
			severity: 'error',
			make: 'ip route add 192.0.2.8/32 via 192.0.2.9',
			mend: 'ip route del 192.0.2.8/32 via 192.0.2.9',
		},
		{
			name: 'a server answers ARP for the virtual address',
			id: 'vip-many-macs',
			found: /answers ARP for the virtual address 192\.0\.2\.100$/,
			severity: 'error',
			make: 'ip netns exec server-8 busybox sysctl -q -w net.ipv4.conf.all.arp_ignore=0',
			mend: 'ip netns exec server-8 busybox sysctl -q -w net.ipv4.conf.all.arp_ignore=1',
			words: '--arping',
		},
		{
			name: 'requests come in where their source is not routed',
			id: 'rp-filter',
			found: /^the reverse path filter dropped \d+ packets/,
			severity: 'warning',
			make: 'ip -n client neigh replace 192.0.2.100 lladdr $(cat /sys/class/net/eth0/address) dev eth0 nud permanent; ip link add dummy9 type bridge; ip link set dummy9 up; ip route add 192.0.2.2/32 dev dummy9; busybox sysctl -q -w net.ipv4.conf.eth0.rp_filter=1',
			asks: 2,
			meanwhile: 5,
			mend: 'busybox sysctl -q -w net.ipv4.conf.eth0.rp_filter=0; ip route del 192.0.2.2/32 dev dummy9; ip link del dummy9; ip -n client neigh del 192.0.2.100 dev eth0; ip neigh flush all',
		},
		{
			name: 'an address in no service',
			id: 'vip-unused',
			found: /^192\.0\.2\.101\/32 is on eth0 and in no service$/,
			severity: 'note',
			make: 'ip address add 192.0.2.101/32 dev eth0',
			mend: 'ip address del 192.0.2.101/32 dev eth0',
		},
		{
			name: 'the director is a server of itself',
			id: 'local-server',
			found: /^192\.0\.2\.1 is an address of this director/,
			severity: 'note',
			make: 'ipvsadm -a -t 192.0.2.100:80 -r 192.0.2.1 -g',
			mend: 'ipvsadm -d -t 192.0.2.100:80 -r 192.0.2.1',
		},
	],
	tun: [
		{
			name: 'the route is lost',
			id: 'tun-no-route',
			found: /^the director has no route to 203\.0\.113\.[89]$/,
			severity: 'error',
			make: 'ip route del default',
			mend: 'ip route add default via 198.51.100.254',
		},
		{
			name: 'the MTU is small',
			id: 'tun-mtu',
			found: /^the MTU to 203\.0\.113\.[89] on eth0 is 1400, which leaves 1380 bytes for a packet$/,
			severity: 'warning',
			make: 'ip link set eth0 mtu 1400',
			mend: 'ip link set eth0 mtu 1500',
		},
		{
			name: 'the MTU is so small that the kernel sends nothing',
			id: 'tun-mtu',
			found: /is 80, which leaves 60 bytes/,
			severity: 'error',
			make: 'ip link set eth0 mtu 80',
			mend: 'ip link set eth0 mtu 1500',
		},
		{
			name: 'pmtu_disc is off',
			id: 'tun-pmtu-disc',
			found: /^net\.ipv4\.vs\.pmtu_disc is 0/,
			severity: 'note',
			make: 'echo 0 >/proc/sys/net/ipv4/vs/pmtu_disc',
			mend: 'echo 1 >/proc/sys/net/ipv4/vs/pmtu_disc',
		},
	],
};

describeLab.for<TopologyName>(['nat', 'dr', 'tun'])('lvstop check on LVS-%s', name => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies[name]);
	});
	afterAll(() => guest.close());

	async function check(words = '') {
		const place = {
			port: guestPort(guest),
			clock: systemClock,
			stateFolder: await temporaryFolder(),
		};
		const {code, out, err} = await runSubcommand(place, 'check', `--json ${words}`);
		expect(err).toBe('');
		return {code, ...(JSON.parse(out) as Answer)};
	}

	/** Requests, one after the other; the page, or nothing. */
	async function ask(times: number): Promise<string> {
		const {vip} = topologies[name];
		return await guest.runScript(
			`for ((i = 0; i < ${times}; i++)); do timeout 2 ip netns exec client busybox wget -q -O - http://${vip}/ 2>/dev/null || true; done`,
		);
	}

	it('finds nothing while it is healthy, before and after requests', async () => {
		expect(await check()).toMatchObject({code: 0, findings: []});
		expect((await ask(4)).trim().split('\n')).toHaveLength(4);
		expect(await check('--arping')).toMatchObject({code: 0, findings: []});
	});

	it.for(faults[name])('finds that $name, and nothing once it is mended', async fault => {
		const {id, make, mend, asks, meanwhile = 0, words, found, severity} = fault;
		await guest.runScript(make);
		if (asks !== undefined) {
			await ask(asks);
		}

		const [broken] = await Promise.all([check(words), ask(meanwhile)]);
		const finding = broken.findings.find(entry => entry.id === id);
		expect(finding?.found).toMatch(found);
		expect(finding?.severity).toBe(severity);
		expect(broken.code).toBe(severity === 'note' ? 0 : 1);
		await guest.runScript(mend, {timeout: 120_000});
		expect((await ask(4)).trim().split('\n')).toHaveLength(4);
		const healthy = await check(words);
		expect(healthy.findings.filter(entry => entry.id === id)).toEqual([]);
	});
});
