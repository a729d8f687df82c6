/**
 * An incident: one server has stopped answering, another one is being drained, and mail has no server left that takes
 * connections.
 */
import {ipAddress} from '../../ipvs/address.ts';
import {conversations} from '../workload/shape.ts';
import type {Scene} from './scene.ts';

const clients = {first: '198.51.100.1', count: 250} as const;
const offices = {first: '10.40.0.10', count: 60} as const;
const ipv6Clients = {first: ipAddress('2001:db8:400::10'), count: 80} as const;

/** The scene `incident`. */
export const incident: Scene = {
	host: 'lb1',
	owner: 'keepalived',
	interfaces: ['lo', 'eth0', 'eth1'],
	rules: `-A -t 203.0.113.10:80 -s wrr
-a -t 203.0.113.10:80 -r 10.0.1.11:80 -m -w 4
-a -t 203.0.113.10:80 -r 10.0.1.12:80 -m -w 4
-a -t 203.0.113.10:80 -r 10.0.1.13:80 -m -w 4
-a -t 203.0.113.10:80 -r 10.0.1.14:80 -m -w 2
-A -t 203.0.113.10:443 -s wlc -p 300
-a -t 203.0.113.10:443 -r 10.0.1.11:443 -m -w 4 -x 2000 -y 1500
-a -t 203.0.113.10:443 -r 10.0.1.12:443 -m -w 4 -x 2000 -y 1500
-a -t 203.0.113.10:443 -r 10.0.1.13:443 -m -w 4 -x 2000 -y 1500
-a -t 203.0.113.10:443 -r 10.0.1.14:443 -m -w 2 -x 1000 -y 750
-A -t 203.0.113.11:8443 -s rr
-a -t 203.0.113.11:8443 -r 10.0.1.21:8443 -m -w 1
-a -t 203.0.113.11:8443 -r 10.0.1.22:8443 -m -w 1
-a -t 203.0.113.11:8443 -r 10.0.1.23:8443 -m -w 1
-A -t 10.20.0.10:5432 -s wlc
-a -t 10.20.0.10:5432 -r 10.0.2.31:5432 -m -w 10
-a -t 10.20.0.10:5432 -r 10.0.2.32:5432 -m -w 10
-a -t 10.20.0.10:5432 -r 10.0.2.33:5432 -m -w 5
-A -t 203.0.113.12:25 -s rr
-a -t 203.0.113.12:25 -r 10.0.3.41:25 -m -w 0
-a -t 203.0.113.12:25 -r 10.0.3.42:25 -m -w 0
-A -u 203.0.113.10:53 -s rr
-a -u 203.0.113.10:53 -r 10.0.4.51:53 -m -w 1
-a -u 203.0.113.10:53 -r 10.0.4.52:53 -m -w 1
-A -t [2001:db8:10::10]:443 -s wlc
-a -t [2001:db8:10::10]:443 -r [2001:db8:1::11]:443 -m -w 1
-a -t [2001:db8:10::10]:443 -r [2001:db8:1::12]:443 -m -w 1
-A -f 10 -s wlc -p 300
-a -f 10 -r 10.0.5.61:0 -g -w 1
-a -f 10 -r 10.0.5.62:0 -g -w 1
`,
	traffic: {
		services: [
			{
				service: 'tcp:203.0.113.10:80',
				connectionsPerSecond: 22,
				conversation: conversations.http,
				clients,
			},
			{
				service: 'tcp:203.0.113.10:443',
				connectionsPerSecond: 18,
				conversation: conversations.https,
				clients,
			},
			{
				service: 'tcp:203.0.113.11:8443',
				connectionsPerSecond: 2,
				conversation: conversations.websocket,
				clients,
			},
			{
				service: 'tcp:10.20.0.10:5432',
				connectionsPerSecond: 1.5,
				conversation: conversations.database,
				clients: offices,
			},
			{
				service: 'tcp:203.0.113.12:25',
				connectionsPerSecond: 3,
				conversation: conversations.mail,
				clients,
			},
			{
				service: 'udp:203.0.113.10:53',
				connectionsPerSecond: 6,
				conversation: conversations.dns,
				clients: offices,
			},
			{
				service: 'tcp:[2001:db8:10::10]:443',
				connectionsPerSecond: 3,
				conversation: conversations.https,
				clients: ipv6Clients,
			},
			{
				service: 'fwm:10',
				connectionsPerSecond: 5,
				conversation: conversations.https,
				clients,
				to: {address: '203.0.113.14', port: 443},
			},
		],
		failures: [{service: 'tcp:203.0.113.11:8443', server: '10.0.1.22:8443', at: -20}],
		swing: 0.15,
	},
	warmUp: 480,
	commands: [{at: -30, line: '-e -t 10.20.0.10:5432 -r 10.0.2.32:5432 -m -w 0'}],
	// Weeks of traffic: more packets than fit in the 32 bits that ipvsadm prints for a server.
	history: (['10.0.1.11:80', '10.0.1.12:80', '10.0.1.13:80', '10.0.1.14:80'] as const).map(
		server => ({
			service: 'tcp:203.0.113.10:80',
			server,
			counted: {
				connections: 790_000_000,
				inPackets: 5_400_000_000,
				outPackets: 4_100_000_000,
				inBytes: 350_000_000_000,
				outBytes: 410_000_000_000,
			},
		}),
	),
};
