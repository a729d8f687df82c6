import {beforeAll, describe, expect, test} from 'vitest';
import type {ParserFactory} from '../../source/ipvs/line-parser.ts';
import {parseText} from '../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../source/ipvs/parse/connection-listing.ts';
import {listingParser} from '../../source/ipvs/parse/listing.ts';
import {persistentListingParser} from '../../source/ipvs/parse/persistent-listing.ts';
import {procConnectionsParser} from '../../source/ipvs/parse/proc-connections.ts';
import {procIpVsParser} from '../../source/ipvs/parse/proc-ip-vs.ts';
import {procStatsParser} from '../../source/ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../source/ipvs/parse/proc-stats-per-cpu.ts';
import {rateListingParser} from '../../source/ipvs/parse/rate-listing.ts';
import {saveFormatParser} from '../../source/ipvs/parse/save-format.ts';
import {syncDaemonsParser, timeoutsParser} from '../../source/ipvs/parse/settings.ts';
import {statsListingParser} from '../../source/ipvs/parse/stats-listing.ts';
import {thresholdListingParser} from '../../source/ipvs/parse/threshold-listing.ts';
import {serviceId} from '../../source/ipvs/service.ts';
import {createManualClock} from '../../source/simulator/manual-clock.ts';
import {
	isSceneName,
	type SceneName,
	sceneNamed,
	sceneNames,
} from '../../source/simulator/scenes/scenes.ts';
import {createSimulatedPort, type SimulatedPort} from '../../source/simulator/simulated-port.ts';
import {Simulation} from '../../source/simulator/simulation.ts';
import {ipvsadm, listedServers} from './scenes.ts';

const commands: readonly (readonly [string, ParserFactory<unknown>])[] = [
	['-Ln', listingParser],
	['-Ln --stats --exact', statsListingParser],
	['-Ln --rate --exact', rateListingParser],
	['-Ln --thresholds', thresholdListingParser],
	['-Ln --persistent-conn', persistentListingParser],
	['-Ln --timeout', timeoutsParser],
	['-Ln --daemon', syncDaemonsParser],
	['-Lnc', connectionListingParser],
	['-Sn', saveFormatParser()],
];

const files: readonly (readonly [string, ParserFactory<unknown>])[] = [
	['/proc/net/ip_vs', procIpVsParser],
	['/proc/net/ip_vs_stats', procStatsParser],
	['/proc/net/ip_vs_stats_percpu', procStatsPerCpuParser],
	['/proc/net/ip_vs_conn', procConnectionsParser],
];

/** Services and servers of each scene. */
const rows: Readonly<Record<SceneName, readonly [number, number]>> = {
	nat: [1, 2],
	'every-kind': [14, 15],
	large: [2500, 40_000],
	incident: [8, 22],
	tour: [1, 2],
};

/** Milliseconds that a test of the large scene may take on a busy machine. */
const patience = 60_000;

function open(name: SceneName) {
	const clock = createManualClock();
	const scene = sceneNamed(name);
	// The large scene is read the same way, whether it has run for two minutes or for half a minute.
	const warmUp = name === 'large' ? 30 : scene.warmUp;
	return {clock, port: createSimulatedPort({scene: {...scene, warmUp}, seed: 1, clock})};
}

describe.each(sceneNames)('scene %s', name => {
	let port: SimulatedPort;
	beforeAll(() => {
		const opened = open(name);
		port = opened.port;
		opened.clock.advance(3000);
	}, patience);

	test.each(commands)(
		'ipvsadm %s can be read',
		async (line, parser) => {
			const {exitCode, stdout} = await port.run(['ipvsadm', ...line.split(' ')]);
			expect(exitCode).toBe(0);
			expect(() => parseText(parser, stdout)).not.toThrow();
		},
		patience,
	);

	test.each(files)(
		'%s can be read',
		async (path, parser) => {
			const text = await port.readFile(path);
			expect(() => parseText(parser, text)).not.toThrow();
		},
		patience,
	);

	test('it has traffic from the beginning', async () => {
		const text = await port.readFile('/proc/net/ip_vs_stats');
		const {counters, kernelRates} = parseText(procStatsParser, text);
		expect(kernelRates.connections).toBeGreaterThan(5);
		expect(Number(counters.connections)).toBeGreaterThan(20 * kernelRates.connections);
	});

	test(
		'it has as many rows as its rules say',
		async () => {
			const {stdout} = await port.run(['ipvsadm', '-Ln']);
			const {services} = parseText(listingParser, stdout);
			const servers = services.reduce((sum, service) => sum + service.servers.length, 0);
			expect([services.length, servers]).toEqual(rows[name]);
		},
		patience,
	);
});

test('only the four scenes have names', () => {
	expect(sceneNames.every(isSceneName)).toBe(true);
	expect(isSceneName('toString')).toBe(false);
	expect(isSceneName('NAT')).toBe(false);
});

test('nat is the example with about 13 connections a second on two equal servers', async () => {
	const {clock, port} = open('nat');
	const count = async () => {
		const {stdout} = await port.run(['ipvsadm', '-Ln', '--stats', '--exact']);
		return parseText(statsListingParser, stdout).services[0]?.servers ?? [];
	};

	const before = await count();
	clock.advance(300_000);
	const after = await count();
	expect(after.map(({address, port: number}) => `${address}:${number}`)).toEqual([
		'10.0.0.8:80',
		'10.0.0.9:80',
	]);
	const rates = after.map(
		({counters}, index) =>
			Number(counters.connections - (before[index]?.counters.connections ?? 0n)) / 300,
	);
	expect(rates[0]).toBeCloseTo(6.5, 0);
	expect(rates[1]).toBeCloseTo(6.5, 0);
});

test('every-kind has traffic on every sort of service that has a server with weight', () => {
	const director = new Simulation(sceneNamed('every-kind'), 1);
	const {services} = parseText(statsListingParser, ipvsadm(director, '-Ln --stats --exact'));
	const busy = services.filter(({counters}) => counters.connections > 0n);
	expect(busy.map(({key}) => serviceId(key)).sort()).toEqual([
		'fwm6:8',
		'fwm:7',
		'tcp:172.16.249.138:0',
		'tcp:172.16.249.138:80',
		'tcp:[2001:db8:1::1]:443',
		'udp:172.16.249.138:5060',
		'udp:172.16.249.138:53',
	]);
});

test('incident: one server fails, one drains, one service has no server left', () => {
	const director = new Simulation(sceneNamed('incident'), 1);
	const server = (address: string) => {
		const {services} = parseText(listingParser, ipvsadm(director, '-Ln'));
		const found = services.flatMap(({servers}) => servers).find(each => each.address === address);
		return {weight: found?.weight, active: found?.activeConnections ?? Number.NaN};
	};

	const [failing, draining] = [server('10.0.1.22'), server('10.0.2.32')];
	expect(draining.weight).toBe(0);
	expect(draining.active).toBeGreaterThan(10);
	expect(failing.active).toBeGreaterThan(server('10.0.1.21').active / 4);
	director.advanceTo(300_000);
	expect(server('10.0.2.32').active).toBeLessThan(draining.active / 4);
	expect(server('10.0.1.22').active).toBeLessThan(failing.active * 0.8);
	const halfOpen = director.connections().filter(({state}) => state === 'SYN_RECV');
	expect(new Set(halfOpen.map(({server: {address}}) => address))).toEqual(new Set(['10.0.1.22']));
	expect(halfOpen.length).toBeGreaterThan(20);
	expect(ipvsadm(director, '-Ln -t 203.0.113.12:25')).toMatch(/Masq +0 +0 +0 +\n.*Masq +0 +0 +0 /);
});

test('an invalid scene is an error of its author', () => {
	const scene = sceneNamed('nat');
	expect(() => new Simulation({...scene, rules: '-A -t nowhere\n'}, 1)).toThrow(RangeError);
	const counted = {connections: 1, inPackets: 1, outPackets: 1, inBytes: 1, outBytes: 1};
	const history = [{service: 'tcp:1.1.1.1:1', server: '1.1.1.1:1', counted}] as const;
	expect(() => new Simulation({...scene, history}, 1)).toThrow('no server 1.1.1.1:1');
	expect(listedServers(new Simulation(scene, 1))).toHaveLength(2);
});
