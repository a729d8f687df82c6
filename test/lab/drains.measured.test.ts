import {afterAll, beforeAll, beforeEach, expect, it} from 'vitest';
import {systemClock} from '../../source/port/clock.ts';
import {type RunOptions, runSubcommand} from '../command-line/run-subcommand.ts';
import {temporaryFolder} from '../state-folder/temporary-folder.ts';
import {describeLab, measured} from './describe-lab.ts';
import {guestPort} from './guest-port.ts';
import {bootKernel, type Guest} from './kernel.ts';
import {buildNetwork} from './network.ts';
import {ruleSet, topologies} from './topology.ts';
import {startTraffic, type TrafficCounts} from './traffic.ts';

const topology = topologies.nat;
const service = `tcp:${topology.vip}:80`;
const [first, second] = topology.servers.map(({address}) => address) as [string, string];

/** The kernel's example of LVS-NAT, whose one client asks ten times a second for web pages. */
describeLab('a drain under web traffic', measured, () => {
	let guest: Guest;
	beforeAll(async () => {
		guest = await bootKernel();
		await buildNetwork(guest, topology);
	});
	afterAll(() => guest.close());
	beforeEach(async () => {
		await setSysctl('expire_quiescent_template', 0);
		await guest.run(['ipvsadm', '-C']);
	});

	const setSysctl = (name: string, value: number) =>
		guest.writeFile(`/proc/sys/net/ipv4/vs/${name}`, `${value}\n`);

	/** The two web servers behind a service with these options. */
	async function serve(options: string): Promise<void> {
		const input = ruleSet(topology, 'tcp', 80).replace('-s rr', options);
		expect(await guest.run(['ipvsadm', '-R'], {input})).toMatchObject({exitCode: 0, stderr: ''});
	}

	/** What the client sees while the work is done on the server that it came to first, and for twenty requests after it. */
	async function requestsDuring(work: (home: string) => Promise<void>): Promise<TrafficCounts> {
		const traffic = await startTraffic(guest, topology, {kind: 'http', rate: 10});
		await work(traffic.first);
		return traffic.stop(20);
	}

	async function drain(server: string, options: RunOptions = {}) {
		const place = {
			port: guestPort(guest),
			clock: systemClock,
			stateFolder: await temporaryFolder(),
		};
		const words = `${service} ${server}`;
		return runSubcommand(place, 'drain', words, {yes: true, interval: 1000, ...options});
	}

	it('empties the server, and no request fails', async () => {
		await serve('-s rr');
		const counts = await requestsDuring(async () => {
			expect(await drain(first, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[second]: 20}});
	});

	it('deletes the empty server, and no request fails', async () => {
		await serve('-s wlc');
		const counts = await requestsDuring(async () => {
			expect(await drain(first, {delete: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts.failed).toBe(0);
		expect((await guest.run(['ipvsadm', '-Sn'])).stdout).not.toContain(first);
	});

	it('does not move a persistent client, as the advice says', async () => {
		await serve('-s rr -p 60');
		let server = '';
		const counts = await requestsDuring(async home => {
			server = home;
			const ended = await drain(home, {timeout: 5000});
			expect(ended.code).toBe(1);
			expect(ended.out).toMatch(/known clients keep coming back until they pause for 60 s/);
			// A request that was active at the first look makes it seem to empty: "about 5 s to go".
			expect(ended.err).toMatch(/1 persistent client(?:, about [^;]+)?; it stays drained/);
		});
		expect(counts).toMatchObject({failed: 0, answers: {[server]: counts.answered}});
	});

	it('moves a persistent client with expire_quiescent_template', async () => {
		await setSysctl('expire_quiescent_template', 1);
		await serve('-s rr -p 60');
		let other = '';
		const counts = await requestsDuring(async home => {
			other = home === first ? second : first;
			expect(await drain(home, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts).toMatchObject({failed: 0, answersAtEnd: {[other]: 20}});
	});

	it.each(['sh', 'mh'])('of %s keeps its clients by the fallback flag', async scheduler => {
		await serve(`-s ${scheduler}`);
		const counts = await requestsDuring(async home => {
			expect(await drain(home, {wait: true})).toMatchObject({code: 0, err: ''});
		});
		expect(counts.failed).toBe(0);
	});

	it('of dh refuses its clients, as the warning says', async () => {
		await serve('-s dh');
		const counts = await requestsDuring(async home => {
			const ended = await drain(home);
			expect(ended.out).toMatch(/warning: dh does not pass over a server of weight 0/);
		});
		expect(counts.failed).toBeGreaterThanOrEqual(20);
		expect(counts.answersAtEnd).toEqual({});
	});
});
