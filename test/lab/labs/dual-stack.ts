/**
 * LVS-NAT over IPv4 and IPv6: one service of each family, on the same servers.
 */
import {clientName, directorName, type Machine, type Topology, topologies} from '../topology.ts';
import type {Lab} from './lab.ts';
import {forwardingOff} from './nat.ts';

const ipv6 = {
	vip: '2001:db8:1::100',
	servers: ['2001:db8:a1::8', '2001:db8:a1::9'],
} as const;

/** The settings of each machine besides its part of LVS-NAT: addresses by interface, and a route. */
const additions: Readonly<
	Record<string, {readonly addresses: Readonly<Record<string, string>>; readonly route?: string}>
> = {
	[directorName]: {addresses: {eth0: `${ipv6.vip}/64`, eth1: '2001:db8:a1::1/64'}},
	[clientName]: {addresses: {eth0: '2001:db8:1::2/64'}},
	'server-8': {addresses: {eth0: `${ipv6.servers[0]}/64`}, route: 'default via 2001:db8:a1::1'},
	'server-9': {addresses: {eth0: `${ipv6.servers[1]}/64`}, route: 'default via 2001:db8:a1::1'},
};

function withIpv6(machine: Machine): Machine {
	const {addresses, route} = additions[machine.name] ?? {addresses: {}};
	return {
		...machine,
		interfaces: machine.interfaces.map(one => ({
			...one,
			addresses: [...one.addresses, addresses[one.name] ?? []].flat(),
		})),
		routes: [...(machine.routes ?? []), route ?? []].flat(),
		sysctls:
			machine.name === directorName
				? {...machine.sysctls, 'net.ipv6.conf.all.forwarding': 1}
				: (machine.sysctls ?? {}),
	};
}

const topology: Topology = {
	...topologies.nat,
	ipv6,
	machines: topologies.nat.machines.map(withIpv6),
};

export const dualStack: Lab = {
	topology,
	faults: [
		{
			name: 'ipv6-forward-off',
			effect:
				'net.ipv6.conf.all.forwarding is 0 on the director: no answer over IPv6; IPv4 works on.',
			finding: 'ipv6-forward-off',
			on: ['sysctl net.ipv6.conf.all.forwarding=0'],
			off: ['sysctl net.ipv6.conf.all.forwarding=1'],
		},
		{...forwardingOff, effect: `${forwardingOff.effect} IPv6 works on.`},
	],
};
