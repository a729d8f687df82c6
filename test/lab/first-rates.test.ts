import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeLab, measured} from './describe-lab.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, topologies} from './topology.ts';
import {startEchoServers, startTraffic} from './traffic.ts';

const topology = topologies.nat;
const port = 53;
const rate = 50;
const program = fileURLToPath(new URL('../../dist/lvstop.mjs', import.meta.url));

/** A row with the values that the first rates depend on. */
interface Rated {
	readonly rates: {readonly inPackets: number} | null;
	readonly ratesFrom: 'measured' | 'kernel' | null;
}

interface Printed {
	readonly totals: Rated;
	readonly services: readonly (Rated & {readonly servers: readonly Rated[]})[];
	readonly estimation: boolean | null;
}

/** Lets lvstop print readings on the director itself. */
async function printed(guest: Guest, count: number): Promise<readonly Printed[]> {
	const {stdout, stderr} = await guest.run(
		[process.execPath, program, '--json', '-n', String(count), '-d', '2'],
		{timeout: 60_000},
	);
	expect(stderr).toBe('');
	return stdout
		.trim()
		.split('\n')
		.map((line): Printed => JSON.parse(line));
}

const measuredRate = ({rates, ratesFrom}: Rated): readonly number[] =>
	rates !== null && ratesFrom === 'measured' ? [rates.inPackets] : [];

/** A sysctl of IPVS. */
const runEstimation = '/proc/sys/net/ipv4/vs/run_estimation';

describeLab('the first rates on the kernel', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topology);
		await startEchoServers(guest, topology, port);
	});
	afterAll(() => guest.close());

	it('are right or unknown, however long before lvstop the traffic began', async () => {
		const trials = Array.from({length: 20}, (_, trial) => (trial % 20) * 0.42);
		let known = 0;
		for (const wait of trials) {
			await guest.run(['ipvsadm', '-C']);
			await guest.run(['ipvsadm', '-R'], {input: ruleSet(topology, 'udp', port)});
			const traffic = await startTraffic(guest, topology, {kind: 'udp', rate, port});
			// This test is about the time before lvstop starts.
			await guest.run(['busybox', 'sleep', wait.toFixed(2)]);
			const readings = await printed(guest, 4);
			await traffic.stop();
			const story = `after ${wait} s: ${JSON.stringify(
				readings.map(({totals, services: [service]}) => [
					totals.rates?.inPackets,
					...[service, ...(service?.servers ?? [])].map(
						row => `${row?.ratesFrom} ${row?.rates?.inPackets}`,
					),
				]),
			)}`;
			for (const {totals, services} of readings) {
				for (const of of measuredRate(totals)) {
					expect(Math.abs(of / rate - 1), story).toBeLessThan(0.15);
				}

				for (const service of services) {
					for (const of of measuredRate(service)) {
						expect(Math.abs(of / rate - 1), story).toBeLessThan(0.15);
						known += 1;
					}

					for (const of of service.servers.flatMap(measuredRate)) {
						expect(Math.abs((2 * of) / rate - 1), story).toBeLessThan(0.15);
					}
				}
			}
		}

		// Three readings per trial can be measured, and nearly all are.
		expect(known).toBeGreaterThan(40);
	}, 1_200_000);

	it('are unknown as soon as estimation stops under traffic, and the totals go on', async () => {
		const traffic = await startTraffic(guest, topology, {kind: 'udp', rate, port});
		await guest.run(['busybox', 'sleep', '6']);
		await guest.writeFile(runEstimation, '0\n');
		const readings = await printed(guest, 3);
		await guest.writeFile(runEstimation, '1\n');
		await traffic.stop();
		for (const {estimation, services, totals} of readings) {
			expect(estimation).toBe(false);
			expect(services.flatMap(service => [service, ...service.servers])).toSatisfy(
				(rows: readonly Rated[]) => rows.every(({rates}) => rates === null),
			);
			expect(totals.ratesFrom).not.toBe('kernel');
		}

		expect(readings.map(({totals}) => totals.ratesFrom)).toEqual([null, 'measured', 'measured']);
	}, 120_000);
});
