/**
 * The same restore under real web traffic, once by lvstop and once by ipvsadm-restore.
 */
import {afterAll, beforeAll, expect, it} from 'vitest';
import {systemClock} from '../../source/director/port/clock.ts';
import {runSnapshot} from '../support/run-snapshot-subcommand.ts';
import {temporaryFolder} from '../support/temporary-folder.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {topologies} from './topology.ts';
import {startTraffic, type TrafficCounts} from './traffic.ts';

const others = 900;
const requestsPerSecond = 20;

/** A service beside the one that is requested, with two servers. They all come before it in a saved file. */
function otherService(index: number, weight = 1): string {
	const service = `-t 172.16.100.1:${1000 + index}`;
	return [
		`-A ${service} -s wlc`,
		`-a ${service} -r 10.0.0.8:80 -m -w ${weight}`,
		`-a ${service} -r 10.0.0.9:80 -m -w ${weight}`,
		'',
	].join('\n');
}

function web(scheduler: string, weight: number): string {
	const service = `-t ${topologies.nat.vip}:80`;
	return [
		`-A ${service} -s ${scheduler}`,
		`-a ${service} -r 10.0.0.8:80 -m -w ${weight}`,
		`-a ${service} -r 10.0.0.9:80 -m -w 1`,
		'',
	].join('\n');
}

const indexes = Array.from({length: others}, (_, index) => index);
const before = [...indexes.map(index => otherService(index)), web('rr', 1)].join('');

/**
 * A ninth of the services is removed, a ninth is new, a ninth has servers with another weight, and so has one web
 * server.
 */
const after = [
	...indexes.flatMap(index => {
		switch (index % 9) {
			case 0:
				return [];
			case 1:
				return [otherService(index), otherService(index + 1000)];
			case 2:
				return [otherService(index, 5)];
			default:
				return [otherService(index)];
		}
	}),
	web('wrr', 3),
].join('');

describeLab('a restore that changes a third of the table under web traffic', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topologies.nat);
	});
	afterAll(() => guest.close());

	/** The client's results while the rules were replaced. */
	async function trafficDuring(restore: () => Promise<void>): Promise<TrafficCounts> {
		await guest.run(['ipvsadm-restore'], {input: before});
		const order = {kind: 'http', rate: requestsPerSecond} as const;
		const traffic = await startTraffic(guest, topologies.nat, order);
		await restore();
		return traffic.stop();
	}

	it('fails no request on a service that stays, where ipvsadm-restore does', async () => {
		const folder = await temporaryFolder();
		const ours = await trafficDuring(async () => {
			const place = {port: guestPort(guest), clock: systemClock, folder};
			const ended = await runSnapshot(place, 'restore', ['-'], {yes: true, input: after});
			expect(ended).toMatchObject({code: 0, err: ''});
		});
		const theirs = await trafficDuring(async () => {
			await guest.run(['ipvsadm-restore'], {input: after});
		});

		console.log(
			`restore under ${requestsPerSecond} requests a second: ` +
				`lvstop failed ${ours.failed} of ${ours.requests}, ` +
				`ipvsadm-restore failed ${theirs.failed} of ${theirs.requests}`,
		);
		expect(ours.requests).toBeGreaterThan(requestsPerSecond);
		expect(ours.failed).toBe(0);
		expect(theirs.failed).toBeGreaterThan(0);
	}, 300_000);
});
