import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab, measured} from './describe-lab.ts';
import {guestProgram} from './guest-program.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, topologies} from './topology.ts';
import {startEchoServers, startTraffic, type TrafficOptions} from './traffic.ts';
import {ranSteadily, receivedRates, type WatchedReading} from './watched-reading.ts';

/** Readings that must have been undisturbed for each interval. */
const enough = 5;
const topology = topologies.nat;

/** Packets that the director has received from the client's side. */
async function received(guest: Guest): Promise<number> {
	const text = await guest.readFile('/proc/net/dev');
	return Number(/^ *eth0: *\d+ +(\d+)/m.exec(text)?.[1]);
}

/**
 * Lets pollers read the director from inside while the client makes constant traffic: commands from the host take too
 * long to measure rates, and only the guest's own clock counts.
 */
async function watchUnder(guest: Guest, traffic: TrafficOptions, intervals: readonly number[]) {
	const before = await received(guest);
	const client = await startTraffic(guest, topology, traffic);
	const {command, input} = guestProgram('watch-rates.ts', ...intervals.map(String));
	const {stdout} = await guest.run(command, {input, timeout: 300_000});
	const {requests} = await client.stop();
	const readings = stdout
		.trim()
		.split('\n')
		.map((line): WatchedReading => JSON.parse(line));
	return {readings, packetsPerRequest: ((await received(guest)) - before) / requests};
}

/**
 * The relative error of a row's measured rates against the received packets: 0 if within.
 * @param share how many received packets count as one in the rate
 */
function errorsOf(
	readings: readonly WatchedReading[],
	row: number,
	name: 'inPackets' | 'outPackets' | 'connections',
	share: number,
): readonly number[] {
	return readings.flatMap(reading => {
		const {rates = null, from = null} = reading.rows[row] ?? {};
		return rates !== null && from === 'measured' && ranSteadily(reading)
			? [errorOf(rates[name] * share, reading)]
			: [];
	});
}

/** The relative error of a packet rate against the received packets. */
function errorOf(rate: number, reading: WatchedReading): number {
	const {least, most} = receivedRates(reading);
	return Math.max(0, rate / most - 1, 1 - rate / least);
}

describeLab('rates on the kernel', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topology);
		await startEchoServers(guest, topology, 53);
	});
	afterAll(() => guest.close());

	it('of steady datagrams are within 5 percent of what came in, at every reading, every 1, 2 and 3 s', async () => {
		await guest.run(['ipvsadm', '-C']);
		await guest.run(['ipvsadm', '-R'], {input: ruleSet(topology, 'udp', 53)});
		const intervals = [1000, 2000, 3000];
		const traffic = {kind: 'udp', rate: 50, port: 53} as const;
		const {readings: watched} = await watchUnder(guest, traffic, intervals);
		for (const interval of intervals) {
			const readings = watched.filter(reading => reading.interval === interval);
			expect(readings.map(({stale}) => stale)).toEqual(readings.map(() => null));
			for (const name of ['inPackets', 'outPackets'] as const) {
				// The service first, then its servers; the client's two sockets are one on each of them.
				for (const [row, share] of [1, 2, 2].entries()) {
					const errors = errorsOf(readings, row, name, share);
					expect(errors.length).toBeGreaterThanOrEqual(enough);
					expect(Math.max(...errors), `${name} every ${interval} ms`).toBeLessThan(0.05);
				}
			}
		}

		const ofDirector = watched
			.filter(reading => reading.totals?.ratesFrom === 'measured' && ranSteadily(reading))
			.map(reading => errorOf(reading.totals?.rates?.inPackets ?? Number.NaN, reading));
		expect(ofDirector.length).toBeGreaterThanOrEqual(enough);
		expect(Math.max(...ofDirector), 'the whole director').toBeLessThan(0.05);
	}, 300_000);

	it('of new connections are within 5 % of the web requests that came in', async () => {
		await guest.run(['ipvsadm', '-C']);
		await guest.run(['ipvsadm', '-R'], {input: ruleSet(topology, 'tcp', 80)});
		const traffic = {kind: 'http', rate: 10} as const;
		const {readings, packetsPerRequest} = await watchUnder(guest, traffic, [2000]);
		const errors = errorsOf(readings, 0, 'connections', packetsPerRequest);
		expect(errors.length).toBeGreaterThanOrEqual(enough);
		// One request more or less is 5 % of a period here.
		expect(Math.max(...errors)).toBeLessThan(0.1);
		expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.05);
	}, 300_000);
});
