import fc from 'fast-check';
import {expect, test} from 'vitest';
import {counterNames} from '../../../source/ipvs/counters.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import {everyKind} from '../../../source/simulator/scenes/every-kind.ts';
import {incident} from '../../../source/simulator/scenes/incident.ts';
import {Simulation} from '../../../source/simulator/simulation.ts';
import {conversations} from '../../../source/simulator/workload/shape.ts';
import {cases} from '../../support/random-cases.ts';
import {ipvsadm, listedServers, simulate} from '../scenes.ts';

function counted(director: Simulation) {
	return parseText(statsListingParser, ipvsadm(director, '-Ln --stats --exact')).services;
}

test('the counts of a service are those of its servers, modulo 2^32, and all add up to the totals', () => {
	const director = new Simulation(incident, 3);
	director.advanceTo(10_000);
	const services = counted(director);
	for (const name of counterNames) {
		const isWrapped = name !== 'inBytes' && name !== 'outBytes';
		for (const {counters, servers} of services) {
			const sum = servers.reduce((total, server) => total + server.counters[name], 0n);
			const wrap = (count: bigint) => (isWrapped ? BigInt.asUintN(32, count) : count);
			expect(wrap(counters[name])).toBe(wrap(sum));
		}

		const all = services.reduce((total, {counters}) => total + counters[name], 0n);
		expect(director.perCpuStats().sampled[name]).toBe(all);
	}
});

test('a busy server of the incident shows packets modulo 2^32, its service the whole number', () => {
	const [web] = counted(new Simulation(incident, 3));
	expect(web?.counters.inPackets).toBeGreaterThan(2n ** 34n);
	expect(web?.servers[0]?.counters.inPackets).toBeLessThan(2n ** 32n);
});

test('counts never fall, and move only every two seconds', () => {
	const director = simulate({servers: ['-r 10.0.0.1:80 -m'], rate: 100});
	let last = counted(director);
	for (let step = 1; step <= 100; step += 1) {
		const milliseconds = step * 100;
		director.advanceTo(milliseconds);
		const now = counted(director);
		if (milliseconds % 2000 !== 0) {
			expect(now).toEqual(last);
		}

		for (const name of counterNames) {
			const [before, after] = [last, now].map(each => each[0]?.counters[name] ?? 0n);
			expect(after).toBeGreaterThanOrEqual(before ?? 0n);
		}

		last = now;
	}

	expect(Number(last[0]?.counters.connections)).toBeGreaterThan(800);
});

test('connections and the rows of the CPUs are live', () => {
	const director = simulate({servers: ['-r 10.0.0.1:80 -m'], rate: 100});
	director.advanceTo(1900);
	const {cpus, sampled} = director.perCpuStats();
	const live = cpus.reduce((sum, {counters}) => sum + counters.connections, 0n);
	expect(sampled.connections).toBe(0n);
	expect(live).toBeGreaterThan(100n);
	const [server] = listedServers(director);
	expect(BigInt((server?.activeConnections ?? 0) + (server?.inactiveConnections ?? 0))).toBe(live);
});

test('without estimation everything is frozen, and the first sample afterwards includes it all', () => {
	const director = simulate({servers: ['-r 10.0.0.1:80 -m'], rate: 50, warmUp: 60});
	const frozen = [counted(director), ipvsadm(director, '-Ln --rate')];
	director.kernel.sysctls.set('run_estimation', '0');
	director.advanceTo(20_000);
	expect([counted(director), ipvsadm(director, '-Ln --rate')]).toEqual(frozen);
	director.kernel.sysctls.set('run_estimation', '1');
	director.advanceTo(22_000);
	const gained =
		Number(counted(director)[0]?.counters.connections) -
		Number(
			counted(simulate({servers: ['-r 10.0.0.1:80 -m'], rate: 50, warmUp: 60}))[0]?.counters
				.connections,
		);
	expect(gained).toBeGreaterThan(900);
});

test('the kernel’s rate comes near the rate of the clients', () => {
	const director = simulate({servers: ['-r 10.0.0.1:80 -m'], rate: 200, warmUp: 120});
	const [, rate = '0'] = /-> 10\.0\.0\.1:80 +(\d+)/.exec(ipvsadm(director, '-Ln --rate')) ?? [];
	expect(Number(rate)).toBeGreaterThan(180);
	expect(Number(rate)).toBeLessThan(220);
});

test('a zeroed service does not touch the totals', () => {
	const director = simulate({servers: ['-r 10.0.0.1:80 -m'], warmUp: 20});
	const {sampled} = director.perCpuStats();
	ipvsadm(director, '-Z -t 10.1.1.1:80');
	expect(counted(director)[0]?.counters.connections).toBe(0n);
	expect(director.perCpuStats().sampled).toEqual(sampled);
	ipvsadm(director, '-Z');
	expect(director.perCpuStats().sampled.connections).toBe(0n);
	expect(director.perCpuStats().cpus[0]?.counters.connections).toBeGreaterThan(0n);
});

test('the connection table always agrees with the servers’ counts', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 200_000}), fc.integer(), (milliseconds, seed) => {
			const director = new Simulation({...everyKind, warmUp: 60}, seed);
			director.advanceTo(milliseconds);
			const {services} = director.kernel.table;
			const count = (name: 'activeConnections' | 'inactiveConnections' | 'persistentConnections') =>
				services.flatMap(({servers}) => servers).reduce((sum, server) => sum + server[name], 0);
			const entries = director.connections();
			const templates = entries.filter(({client}) => client.port === 0);
			const active = entries.filter(
				({client, state}) => client.port !== 0 && (state === 'ESTABLISHED' || state === 'SYN_RECV'),
			);
			expect(templates).toHaveLength(count('persistentConnections'));
			expect(active).toHaveLength(count('activeConnections'));
			expect(entries).toHaveLength(
				count('persistentConnections') + count('activeConnections') + count('inactiveConnections'),
			);
			expect(entries.every(({expires}) => expires >= 0)).toBe(true);
		}),
		{numRuns: cases(8)},
	);
});

test('the same seed, times and commands give the same answers, another seed others', () => {
	const story = (seed: number): string => {
		const director = simulate(
			{servers: ['-r 10.0.0.1:80 -m', '-r 10.0.0.2:80 -m'], conversation: conversations.https},
			seed,
		);
		director.advanceTo(30_000);
		const early = ipvsadm(director, '-Ln');
		ipvsadm(director, '-e -t 10.1.1.1:80 -r 10.0.0.1:80 -m -w 0');
		director.advanceTo(60_000);
		return early + ipvsadm(director, '-Ln --stats') + JSON.stringify(director.connections());
	};

	expect(story(7)).toBe(story(7));
	expect(story(7)).not.toBe(story(8));
});

test('the frequency of readings changes nothing', () => {
	const plan = {servers: ['-r 10.0.0.1:80 -m', '-r 10.0.0.2:80 -m']};
	const [often, seldom] = [simulate(plan), simulate(plan)];
	for (let milliseconds = 0; milliseconds <= 30_000; milliseconds += 130) {
		often.advanceTo(milliseconds);
	}

	often.advanceTo(30_000);
	seldom.advanceTo(30_000);
	expect(often.connections()).toEqual(seldom.connections());
});
