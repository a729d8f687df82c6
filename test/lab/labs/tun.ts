/**
 * LVS-TUN: the servers are far away; requests come to them in a tunnel and answers go past the director.
 */
import {topologies} from '../topology.ts';
import type {Lab} from './lab.ts';

export const tun: Lab = {
	topology: topologies.tun,
	faults: [
		{
			name: 'server-route-lost',
			effect: 'The director has no route to the servers.',
			finding: 'tun-no-route',
			on: ['ip route del default via 198.51.100.254'],
			off: ['ip route add default via 198.51.100.254'],
		},
		{
			name: 'small-mtu',
			effect:
				'The route to the servers takes packets of 1400 bytes, and a firewall keeps clients from being told: ' +
				'small requests are answered, large ones are not.',
			finding: 'tun-mtu',
			on: [
				'ip route add 203.0.113.0/24 via 198.51.100.254 mtu 1400',
				'ip -n router rule add iif eth1 ipproto icmp blackhole',
			],
			off: [
				'ip route del 203.0.113.0/24 via 198.51.100.254',
				'ip -n router rule del iif eth1 ipproto icmp blackhole',
			],
		},
		{
			name: 'server-path-filter',
			effect:
				'rp_filter is 1 on server 203.0.113.8, which then drops what comes out of its tunnel.',
			finding: 'syn-recv-piling',
			on: ['at server-8 busybox sysctl -q -w net.ipv4.conf.tunl0.rp_filter=1'],
			off: ['at server-8 busybox sysctl -q -w net.ipv4.conf.tunl0.rp_filter=0'],
		},
		{
			name: 'client-path-filter',
			effect:
				'The director would answer clients through another device, and rp_filter is 1: it drops their requests.',
			finding: 'rp-filter',
			on: [
				'ip link add other-way type veth peer name other-end',
				'ip link set other-way up',
				'ip link set other-end up',
				'ip route add 192.0.2.0/24 dev other-way',
				'sysctl net.ipv4.conf.eth0.rp_filter=1',
			],
			off: ['sysctl net.ipv4.conf.eth0.rp_filter=0', 'ip link del other-way'],
		},
	],
};
