/**
 * The machine around a simulated director answers as a real one does: what the checks read of it is the same.
 */
import {describe, expect, it} from 'vitest';
import {
	readDevices,
	readFirewall,
	readMachineFiles,
	readNeighbours,
	readPolicy,
	readRoutes,
} from '../../source/director/machine/read-machine.ts';
import {ipAddress} from '../../source/ipvs/address.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import type {Scene} from '../../source/simulator/scenes/scene.ts';
import type {SceneName} from '../../source/simulator/scenes/scenes.ts';
import {
	createSimulatedPort,
	type SimulatedPortOptions,
} from '../../source/simulator/simulated-port.ts';
import {sceneOf} from './scenes.ts';

function open(scene: SceneName | Scene, options: Partial<SimulatedPortOptions> = {}) {
	const clock = createManualClock();
	const port = createSimulatedPort({scene, seed: 1, clock, ...options});
	return {port, clock};
}

describe('the machine of a scene', () => {
	it.each<SceneName>(['nat', 'every-kind', 'incident'])(
		'of %s prints what the parsers take',
		async scene => {
			const place = open(scene);
			const devices = await readDevices(place);
			expect(devices.value?.map(({name}) => name)).toContain('lo');
			expect((await readNeighbours(place)).unknown).toBeNull();
			expect((await readPolicy(place)).value).toHaveLength(3);
			const files = await readMachineFiles(place);
			expect(files.value?.number('/proc/sys/net/ipv4/ip_forward').value).toBe(1);
			expect(files.value && (await readFirewall(place, files.value)).unknown).toBeNull();
		},
	);

	it('has its virtual addresses, the networks of its servers, and a default route', async () => {
		const place = open('nat');
		const asked = ['172.16.249.138', '10.0.0.8', '203.0.113.7', '2001:db8::1'].map(ipAddress);
		expect([...((await readRoutes(place, asked)).value ?? [])]).toEqual([
			['2001:db8::1', {kind: 'none', reason: 'no route'}],
			['172.16.249.138', {kind: 'local'}],
			['10.0.0.8', {kind: 'way', device: 'eth1', gateway: null, mtu: null}],
			['203.0.113.7', {kind: 'way', device: 'eth0', gateway: '172.16.249.254', mtu: null}],
		]);
	});

	it('has a dead server where the scene has one: nobody answers for it', async () => {
		const {value} = await readNeighbours(open('incident'));
		expect(value?.filter(({states}) => states.includes('FAILED'))).toMatchObject([
			{address: '10.0.1.22', device: 'eth1'},
		]);
		const healthy = await readNeighbours(open('nat'));
		expect(healthy.value?.flatMap(({states}) => states)).toEqual(['REACHABLE', 'REACHABLE']);
	});

	it('shows packet filter rules to root only', async () => {
		const place = open('incident', {user: 'ordinary'});
		const files = await readMachineFiles(place);
		expect(files.value && (await readFirewall(place, files.value)).unknown).toMatch(
			/^nft: Operation not permitted/,
		);
	});

	it('has room for itself beside a full network of servers', async () => {
		const servers = Array.from({length: 254}, (_, index) => `-r 10.0.0.${index + 1}:80 -m`);
		const place = open(sceneOf({servers}));
		const {value} = await readRoutes(place, [ipAddress('10.0.0.254')]);
		expect(value?.get(ipAddress('10.0.0.254'))).toMatchObject({kind: 'way', gateway: null});
	});
});
