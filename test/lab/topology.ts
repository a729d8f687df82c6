/**
 * The networks that the lab builds around the director, one for each way of forwarding, each with a
 * client and two real web servers.
 */
import type {Forwarding} from '../../source/ipvs/server.ts';

/** One end of a cable. Interfaces with the same segment see each other as on one switch. */
export interface Interface {
	readonly name: string;
	readonly segment: string;
	/** With prefix length. */
	readonly addresses: readonly string[];
}

/** A machine: a separate network namespace, except for the director, which is the guest itself. */
export interface Machine {
	readonly name: string;
	readonly interfaces: readonly Interface[];
	/** More addresses, with prefix length, by device: `lo` or `tunl0`. */
	readonly virtualAddresses?: Readonly<Partial<Record<'lo' | 'tunl0', string>>>;
	/** Each as `ip route add` takes it. */
	readonly routes?: readonly string[];
	/** Written before the interfaces come up. */
	readonly sysctls?: Readonly<Record<string, number>>;
}

/** A real server: its web server answers every request with its address. */
export interface WebServer {
	readonly machine: string;
	readonly address: string;
}

/** A director with what is around it. */
export interface Topology {
	/** The forwarding method of the servers. */
	readonly forwarding: Exclude<Forwarding, 'local'>;
	/** The virtual service is TCP port 80 of this address. */
	readonly vip: string;
	readonly servers: readonly [WebServer, WebServer];
	/** The same service over IPv6: its address and those of the servers, in their order. */
	readonly ipv6?: {readonly vip: string; readonly servers: readonly [string, string]};
	readonly machines: readonly Machine[];
}

/** The port of the virtual service and the web servers. */
export const webPort = 80;

export const directorName = 'director';
export const clientName = 'client';

/** The classic example of LVS-NAT: the servers send their answers through the director. */
const nat: Topology = {
	forwarding: 'masq',
	vip: '172.16.249.138',
	servers: [
		{machine: 'server-8', address: '10.0.0.8'},
		{machine: 'server-9', address: '10.0.0.9'},
	],
	machines: [
		{
			name: directorName,
			interfaces: [
				{name: 'eth0', segment: 'front', addresses: ['172.16.249.138/16']},
				{name: 'eth1', segment: 'back', addresses: ['10.0.0.1/24']},
			],
			sysctls: {'net.ipv4.ip_forward': 1},
		},
		{
			name: clientName,
			interfaces: [{name: 'eth0', segment: 'front', addresses: ['172.16.0.2/16']}],
		},
		...['8', '9'].map(host => ({
			name: `server-${host}`,
			interfaces: [{name: 'eth0', segment: 'back', addresses: [`10.0.0.${host}/24`]}],
			routes: ['default via 10.0.0.1'],
		})),
	],
};

/**
 * LVS-DR: everybody is on one network, the servers have the VIP too but do not answer ARP for it, and
 * send their answers to the client directly.
 */
const dr: Topology = {
	forwarding: 'route',
	vip: '192.0.2.100',
	servers: [
		{machine: 'server-8', address: '192.0.2.8'},
		{machine: 'server-9', address: '192.0.2.9'},
	],
	machines: [
		{
			name: directorName,
			interfaces: [{name: 'eth0', segment: 'lan', addresses: ['192.0.2.1/24', '192.0.2.100/32']}],
		},
		{
			name: clientName,
			interfaces: [{name: 'eth0', segment: 'lan', addresses: ['192.0.2.2/24']}],
		},
		...['8', '9'].map(host => ({
			name: `server-${host}`,
			interfaces: [{name: 'eth0', segment: 'lan', addresses: [`192.0.2.${host}/24`]}],
			virtualAddresses: {lo: '192.0.2.100/32'},
			sysctls: {'net.ipv4.conf.all.arp_ignore': 1, 'net.ipv4.conf.all.arp_announce': 2},
		})),
	],
};

/**
 * LVS-TUN: client, director and servers are on networks of their own behind one router. The servers
 * unpack what comes through the tunnel and send their answers past the director.
 */
const tun: Topology = {
	forwarding: 'tunnel',
	vip: '198.51.100.100',
	servers: [
		{machine: 'server-8', address: '203.0.113.8'},
		{machine: 'server-9', address: '203.0.113.9'},
	],
	machines: [
		{
			name: 'router',
			interfaces: [
				{name: 'eth0', segment: 'clients', addresses: ['192.0.2.254/24']},
				{name: 'eth1', segment: 'directors', addresses: ['198.51.100.254/24']},
				{name: 'eth2', segment: 'servers', addresses: ['203.0.113.254/24']},
			],
			// Answers from the VIP come from the servers' side.
			sysctls: {'net.ipv4.ip_forward': 1, 'net.ipv4.conf.all.rp_filter': 0},
		},
		{
			name: directorName,
			interfaces: [
				{name: 'eth0', segment: 'directors', addresses: ['198.51.100.1/24', '198.51.100.100/32']},
			],
			routes: ['default via 198.51.100.254'],
		},
		{
			name: clientName,
			interfaces: [{name: 'eth0', segment: 'clients', addresses: ['192.0.2.2/24']}],
			routes: ['default via 192.0.2.254'],
		},
		...['8', '9'].map(host => ({
			name: `server-${host}`,
			interfaces: [{name: 'eth0', segment: 'servers', addresses: [`203.0.113.${host}/24`]}],
			virtualAddresses: {tunl0: '198.51.100.100/32'},
			routes: ['default via 203.0.113.254'],
			// What comes out of the tunnel has a client's address, which is not behind the tunnel.
			sysctls: {'net.ipv4.conf.all.rp_filter': 0, 'net.ipv4.conf.tunl0.rp_filter': 0},
		})),
	],
};

export const topologies = {nat, dr, tun} as const satisfies Readonly<Record<string, Topology>>;

/** `nat`, `dr` or `tun`. */
export type TopologyName = keyof typeof topologies;

const forwardingOption = {masq: '-m', route: '-g', tunnel: '-i'} as const;

/**
 * A virtual service on each VIP with both servers, round robin, weight 1, as `ipvsadm -R` reads it.
 * A server port can only differ from the service's with masquerading, so it is the same.
 */
export function ruleSet(topology: Topology, protocol: 'tcp' | 'udp', port: number): string {
	const {vip, servers, ipv6} = topology;
	const forwarding = forwardingOption[topology.forwarding];
	const rules = (serviceAddress: string, addresses: readonly string[]) => {
		const service = `${protocol === 'tcp' ? '-t' : '-u'} ${serviceAddress}:${port}`;
		return [
			`-A ${service} -s rr\n`,
			...addresses.map(address => `-a ${service} -r ${address}:${port} ${forwarding} -w 1\n`),
		].join('');
	};
	const ofIpv4 = rules(
		vip,
		servers.map(({address}) => address),
	);
	return ipv6
		? ofIpv4 +
				rules(
					`[${ipv6.vip}]`,
					ipv6.servers.map(address => `[${address}]`),
				)
		: ofIpv4;
}
