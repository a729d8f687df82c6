/**
 * LVS-DR: the servers have the VIP too, keep quiet about it, and answer the client directly.
 */
import {topologies} from '../topology.ts';
import type {Fault, Lab} from './lab.ts';

/** Nobody answers for the VIP: the servers have it, but keep quiet about it. */
export const vipMissing: Fault = {
	name: 'vip-missing',
	effect: 'The VIP is not on the director: nobody answers for it.',
	finding: 'vip-missing',
	on: ['ip address del 192.0.2.100/32 dev eth0'],
	off: ['ip address add 192.0.2.100/32 dev eth0'],
};

export const dr: Lab = {
	topology: topologies.dr,
	// A neighbour that is gone is noticed after seconds instead of up to a minute.
	setup: [
		'sysctl net.ipv4.neigh.eth0.base_reachable_time_ms=1000 net.ipv4.neigh.eth0.delay_first_probe_time=1',
	],
	faults: [
		{
			name: 'server-answers-arp',
			effect: 'Server 192.0.2.8 answers ARP for the VIP: clients reach it and not the director.',
			finding: 'vip-many-macs',
			on: [
				'at server-8 busybox sysctl -q -w net.ipv4.conf.all.arp_ignore=0 net.ipv4.conf.all.arp_announce=0',
				// A machine that boots announces its addresses.
				'at server-8 busybox arping -q -U -c 2 -I eth0 192.0.2.100',
			],
			off: [
				'at server-8 busybox sysctl -q -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2',
				'arping -U -c 2 -I eth0 192.0.2.100',
			],
		},
		{
			name: 'server-link-down',
			effect:
				'The cable of server 192.0.2.8 is out: the director gets no answer to its ARP requests.',
			finding: 'neighbour-failed',
			on: ['at server-8 ip link set eth0 down'],
			off: ['at server-8 ip link set eth0 up'],
		},
		{
			name: 'server-behind-router',
			effect:
				'The director reaches server 192.0.2.8 only through a router, which sends packets for the VIP back.',
			finding: 'dr-server-not-connected',
			on: ['ip route add 192.0.2.8/32 via 192.0.2.2'],
			off: ['ip route del 192.0.2.8/32 via 192.0.2.2'],
		},
		vipMissing,
	],
};
