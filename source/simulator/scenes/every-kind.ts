/**
 * Every kind of service and server in one scene.
 */
import {ipAddress} from '../../ipvs/address.ts';
import {conversations} from '../workload/shape.ts';
import type {Scene} from './scene.ts';

const clients = {first: '172.16.0.2', count: 200, apart: 128} as const;
const ipv6Clients = {first: ipAddress('2001:db8:1:0::2'), count: 50} as const;

/** The scene `every-kind`. */
export const everyKind: Scene = {
	host: 'lb1',
	interfaces: ['lo', 'eth0', 'br0'],
	rules: `-A -t 172.16.249.138:0 -s wlc -p 360
-a -t 172.16.249.138:0 -r 10.0.0.9:0 -m -w 1
-A -t 172.16.249.138:80 -s wrr -p 300 -M 255.255.255.0
-a -t 172.16.249.138:80 -r 172.16.249.138:80 -g -w 0
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 3 -x 1000 -y 800
-a -t 172.16.249.138:80 -r 10.0.0.9:8080 -m -w 0
-a -t 172.16.249.138:80 -r 10.0.0.10:80 -g -w 5
-a -t 172.16.249.138:80 -r 10.0.0.11:80 -i -w 1 --tun-type gue --tun-port 6080 --tun-remcsum
-a -t 172.16.249.138:80 -r 10.0.0.12:80 -i -w 1 --tun-type gre --tun-csum
-a -t 172.16.249.138:80 -r 10.0.0.13:80 -i -w 1 --tun-type ipip
-A -t 172.16.249.140:110 -s lblc
-A -t 172.16.249.140:111 -s lblcr
-A -t 172.16.249.140:112 -s dh
-A -t 172.16.249.140:113 -s sed
-A -t 172.16.249.140:114 -s nq
-A -t 172.16.249.140:115 -s ovf
-A -u 172.16.249.138:53 -s mh -o -b mh-fallback,mh-port
-a -u 172.16.249.138:53 -r 10.0.0.9:53 -m -w 1
-A -u 172.16.249.138:5060 -s rr -p 60 --pe sip
-a -u 172.16.249.138:5060 -r 10.0.0.8:5060 -m -w 1
-A --sctp-service 172.16.249.138:132 -s lc
-A -t [2001:db8:1::1]:443 -s sh -p 60 -M 64 -b sh-fallback,sh-port
-a -t [2001:db8:1::1]:443 -r [2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443 -m -w 65535
-a -t [2001:db8:1::1]:443 -r [2001:db8::8]:8080 -m -w 100
-A -f 7 -s wlc -p 30
-a -f 7 -r 10.0.0.8:0 -g -w 1
-A -f 8 -6 -s fo
-a -f 8 -6 -r [2001:db8::8]:0 -m -w 1
-a -f 8 -6 -r [2001:db8::9]:0 -m -w 1
--start-daemon master --mcast-interface br0 --syncid 5
--start-daemon backup --mcast-interface br0 --syncid 7
`,
	traffic: {
		services: [
			{
				service: 'tcp:172.16.249.138:0',
				connectionsPerSecond: 1,
				conversation: conversations.mail,
				clients,
				to: {address: '172.16.249.138', port: 25},
			},
			{
				service: 'tcp:172.16.249.138:80',
				connectionsPerSecond: 8,
				conversation: conversations.http,
				clients,
			},
			{
				service: 'udp:172.16.249.138:53',
				connectionsPerSecond: 6,
				conversation: conversations.dns,
				clients,
			},
			{
				service: 'udp:172.16.249.138:5060',
				connectionsPerSecond: 0.5,
				conversation: conversations.sip,
				clients,
			},
			{
				service: 'tcp:[2001:db8:1::1]:443',
				connectionsPerSecond: 4,
				conversation: conversations.https,
				clients: ipv6Clients,
			},
			{
				service: 'fwm:7',
				connectionsPerSecond: 2,
				conversation: conversations.https,
				clients,
				to: {address: '172.16.249.139', port: 443},
			},
			{
				service: 'fwm6:8',
				connectionsPerSecond: 1,
				conversation: conversations.database,
				clients: ipv6Clients,
				to: {address: ipAddress('2001:db8:1::2'), port: 5432},
			},
		],
		failures: [],
		swing: 0.2,
	},
	warmUp: 420,
	commands: [],
	history: [],
};
