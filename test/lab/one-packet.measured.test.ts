/**
 * One-packet services: the servers that get the packets, as the kernel counts and lvstop shows them.
 */
import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createDirectorFollower} from '../../source/director/polling/director-follower.ts';
import {systemClock} from '../../source/director/port/clock.ts';
import {createIpvsadmReader} from '../../source/director/reading/ipvsadm-reader.ts';
import {loadOf, shareOf} from '../../source/director/service-load.ts';
import {serviceNotices} from '../../source/features/services/service-notices.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {clientName, topologies} from './topology.ts';
import {inMachine} from './traffic.ts';

const {vip} = topologies.nat;
const servers = topologies.nat.servers.map(({address}) => `${address}:53`);
const parts = {
	counters: true,
	kernelRates: false,
	persistentConnections: false,
	freshRules: true,
	settings: false,
};

describeLab('a one-packet service', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
	});
	afterAll(() => guest.close());

	/** Sends this many datagrams with this scheduler; returns the first reading after them. */
	async function look(scheduler: string, count: number) {
		const rules = `-A -u ${vip}:53 -s ${scheduler} -o\n${servers
			.map(server => `-a -u ${vip}:53 -r ${server} -m\n`)
			.join('')}`;
		await guest.run(['ipvsadm', '-D', '-u', `${vip}:53`]);
		expect(await guest.run(['ipvsadm', '-R'], {input: rules})).toMatchObject({exitCode: 0});
		const ports = Array.from({length: count}, (_, index) => String(20_000 + index));
		const {command, input} = inMachine(
			clientName,
			'send-datagrams.ts',
			vip,
			'53',
			'172.16.0.2',
			...ports,
		);
		expect(await guest.run(command, {input})).toMatchObject({exitCode: 0, stderr: ''});
		// The kernel refreshes its counters every two seconds.
		await pause(2500);
		const reader = createIpvsadmReader({port: guestPort(guest), clock: systemClock});
		const live = await createDirectorFollower(systemClock).follow(await reader.read(parts), 30_000);
		const service = live.services.find(({id}) => id === `udp:${vip}:53`);
		if (service === undefined) {
			throw new Error('the service is gone');
		}

		return {
			load: loadOf(service),
			shares: service.servers.map(server => shareOf(service, server)),
			notices: serviceNotices(live),
		};
	}

	it('shares its packets out by rr', async () => {
		const {load, shares, notices} = await look('rr', 60);
		expect(load).toMatchObject({unit: 'packets', total: 60});
		expect(shares).toEqual([0.5, 0.5]);
		expect(notices).toEqual([]);
	});

	it('sends everything to one server by wlc, which is told with the reason', async () => {
		const {shares, notices} = await look('wlc', 60);
		expect([...shares].sort()).toEqual([0, 1]);
		expect(notices).toEqual([
			expect.stringMatching(/^no packets go to .*: wlc compares connections, .* has none/),
		]);
	});
});
