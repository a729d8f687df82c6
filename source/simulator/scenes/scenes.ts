/**
 * The scenes of the demonstration.
 */

import {conversations} from '../workload/shape.ts';
import {everyKind} from './every-kind.ts';
import {incident} from './incident.ts';
import {large} from './large.ts';
import type {Scene} from './scene.ts';

/** The scene `nat`, the LVS-NAT example: one client, two web servers of equal weight behind the director. */
const nat: Scene = {
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

/** The names of the scenes; the first is the default. */
export const sceneNames = ['nat', 'every-kind', 'large', 'incident', 'tour'] as const;

export type SceneName = (typeof sceneNames)[number];

/** Whether there is a scene with that name. */
export function isSceneName(text: string): text is SceneName {
	return sceneNames.some(name => name === text);
}

const makers: Readonly<Record<SceneName, () => Scene>> = {
	nat: () => nat,
	'every-kind': () => everyKind,
	large,
	incident: () => incident,
	// The console leads through it (features/tour).
	tour: () => nat,
};

/** The scene with that name. */
export function sceneNamed(name: SceneName): Scene {
	return makers[name]();
}
