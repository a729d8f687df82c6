/**
 * A server with thresholds: lvstop's state, compared with the kernel's behaviour.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createDirectorFollower} from '../../source/director/polling/director-follower.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {serverState, thresholdInWords} from '../../source/director/row-state.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {clientName, topologies} from './topology.ts';
import {inMachine} from './traffic.ts';

const {vip} = topologies.nat;
const [first, second] = topologies.nat.servers.map(({address}) => `${address}:53`) as [
	string,
	string,
];
const parts = {
	counters: false,
	kernelRates: false,
	persistentConnections: false,
	freshRules: true,
	settings: false,
};

describeLab('a server that reached its upper threshold', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
	});
	afterAll(() => guest.close());

	/** A repeated reader; returns the connections and the state of both servers. */
	function watcher() {
		const reader = createIpvsadmReader({port: guestPort(guest), clock: systemClock});
		const follower = createDirectorFollower(systemClock);
		return async () => {
			const {services} = await follower.follow(await reader.read(parts), 30_000);
			const servers = services.find(({id}) => id === `udp:${vip}:53`)?.servers ?? [];
			return Object.fromEntries(
				servers.map(server => [
					server.id,
					{
						connections: server.activeConnections + server.inactiveConnections,
						state: serverState(server),
						words: thresholdInWords(server),
					},
				]),
			);
		};
	}

	async function send(firstPort: number, count: number): Promise<void> {
		const ports = Array.from({length: count}, (_, index) => String(firstPort + index));
		const {command, input} = inMachine(
			clientName,
			'send-datagrams.ts',
			vip,
			'53',
			'172.16.0.2',
			...ports,
		);
		expect(await guest.run(command, {input})).toMatchObject({exitCode: 0, stderr: ''});
	}

	async function serve(thresholds: string): Promise<void> {
		await guest.run(['ipvsadm', '-C']);
		// Connections outlive their service, and a server that is added again has them back.
		await pause(13_000);
		await guest.run(['ipvsadm', '--set', '0', '0', '12']);
		const rules = `-A -u ${vip}:53 -s rr\n-a -u ${vip}:53 -r ${first} -m ${thresholds}\n-a -u ${vip}:53 -r ${second} -m\n`;
		expect(await guest.run(['ipvsadm', '-R'], {input: rules})).toMatchObject({exitCode: 0});
	}

	/** Reads until the first server has at most this many connections; returns the last reading. */
	async function untilFallenTo(most: number, look: ReturnType<typeof watcher>) {
		for (;;) {
			const seen = await look();
			if ((seen[first]?.connections ?? 0) <= most) {
				return seen;
			}

			await pause(500);
		}
	}

	it('gets nothing before it is below the lower one, and is called closed until then', async () => {
		await serve('-x 4 -y 1');
		const look = watcher();
		await send(5001, 8);
		expect((await look())[first]).toMatchObject({connections: 4, state: 'over-threshold'});
		await pause(6000);
		// Two flows of each server go on, the other two end.
		await send(5001, 4);
		const closed = {connections: 2, state: 'closed', words: 'closed at 4, opens below 1'};
		expect((await untilFallenTo(2, look))[first]).toEqual(closed);
		// A new watcher cannot know.
		expect((await watcher()())[first]).toMatchObject({
			state: 'maybe-closed',
			words: 'may be closed: it closes at 4 and opens below 1',
		});
		await send(6001, 6);
		const after = await look();
		expect(after[first]?.connections).toBeLessThanOrEqual(2);
		expect(after[second]?.connections).toBeGreaterThanOrEqual(8);
		expect((await untilFallenTo(0, look))[first]).toMatchObject({state: 'normal', words: ''});
		await send(7001, 2);
		expect((await look())[first]?.connections).toBe(1);
	});

	it('opens below three quarters of the upper one if there is no lower one', async () => {
		await serve('-x 4');
		const look = watcher();
		await send(8001, 4);
		await pause(5000);
		await send(8005, 4);
		expect((await look())[first]).toMatchObject({
			connections: 4,
			words: 'closed at 4, opens below 3',
		});
		// The flows of 8001 end before those of 8005: from 4 to 2 connections.
		expect((await untilFallenTo(2, look))[first]).toMatchObject({
			connections: 2,
			state: 'normal',
		});
		await send(9001, 2);
		expect((await look())[first]?.connections).toBeGreaterThanOrEqual(3);
	});
});
