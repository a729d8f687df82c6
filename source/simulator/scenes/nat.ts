/**
 * The LVS-NAT example: one client, two web servers of equal weight behind the director.
 */
import {conversations} from '../workload/shape.ts';
import type {Scene} from './scene.ts';

/** The scene `nat`. */
export const nat: Scene = {
	host: 'lb1',
	interfaces: ['lo', 'eth0', 'eth1'],
	rules: `-A -t 172.16.249.138:80 -s rr
-a -t 172.16.249.138:80 -r 10.0.0.8:80 -m -w 1
-a -t 172.16.249.138:80 -r 10.0.0.9:80 -m -w 1
`,
	traffic: {
		services: [
			{
				service: 'tcp:172.16.249.138:80',
				connectionsPerSecond: 13,
				conversation: conversations.http,
				clients: {first: '172.16.0.2', count: 1},
			},
		],
		failures: [],
		swing: 0.1,
	},
	warmUp: 300,
	commands: [],
	history: [],
};
