/**
 * LVS-NAT: the director is the gateway of the servers, and every packet passes it both ways.
 */
import {topologies} from '../topology.ts';
import type {Fault, Lab} from './lab.ts';

/** The director does not forward IPv4. */
export const forwardingOff: Fault = {
	name: 'ip-forward-off',
	effect: 'net.ipv4.ip_forward is 0 on the director: the answers of the servers end there.',
	finding: 'ip-forward-off',
	on: ['sysctl net.ipv4.ip_forward=0'],
	off: ['sysctl net.ipv4.ip_forward=1'],
};

export const nat: Lab = {
	topology: topologies.nat,
	faults: [
		forwardingOff,
		{
			name: 'server-wrong-gateway',
			effect: 'Server 10.0.0.8 sends its answers to a gateway that does not exist.',
			finding: 'syn-recv-piling',
			on: ['at server-8 ip route replace default via 10.0.0.254'],
			off: ['at server-8 ip route replace default via 10.0.0.1'],
		},
		{
			name: 'server-route-lost',
			effect: 'The director has lost the route to the network of the servers.',
			finding: 'nat-server-route',
			on: ['ip route del 10.0.0.0/24 dev eth1'],
			off: ['ip route add 10.0.0.0/24 dev eth1 proto kernel scope link src 10.0.0.1'],
		},
		{
			name: 'server-route-elsewhere',
			effect: 'The director looks for server 10.0.0.8 on the network of the clients.',
			finding: 'nat-server-route',
			on: ['ip route add 10.0.0.8/32 dev eth0'],
			off: ['ip route del 10.0.0.8/32 dev eth0'],
		},
		{
			name: 'client-same-network',
			effect:
				'The client is on the network of the servers: their answers do not pass the director.',
			finding: 'nat-client-same-network',
			on: [
				'ip -n switches link set client-eth0 master back',
				'at client ip address add 10.0.0.2/24 dev eth0',
				'at client ip address del 172.16.0.2/16 dev eth0',
				'at client ip route add 172.16.249.138 via 10.0.0.1',
			],
			off: [
				'ip -n switches link set client-eth0 master front',
				'at client ip route del 172.16.249.138 via 10.0.0.1',
				'at client ip address add 172.16.0.2/16 dev eth0',
				'at client ip address del 10.0.0.2/24 dev eth0',
			],
		},
	],
};
