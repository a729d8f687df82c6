import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {createDirectorFollower} from '../../../source/director/polling/director-follower.ts';
import {PortError} from '../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {fullTableNote, tableInWords} from '../../../source/director/table-words.ts';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {procConnectionsParser} from '../../../source/ipvs/parse/proc-connections.ts';
import {procStatsPerCpuParser} from '../../../source/ipvs/parse/proc-stats-per-cpu.ts';
import {procStatusParser} from '../../../source/ipvs/parse/proc-status.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {sceneOf} from '../../simulator/scenes.ts';
import {everything, nothingMore, readerOf} from './small-director.ts';
import {fixtureTexts, textsPort} from './texts-port.ts';

const status = '/proc/net/ip_vs_status';
const fixture = (path: string) =>
	readFileSync(join(import.meta.dirname, '../../fixtures/linux-7.2-ipvsadm-1.31', path), 'utf8');

/** Reads a scene of Linux 7.2, and returns what is shown of it. */
async function shown(scene: string, changes: ReturnType<typeof fixtureTexts> = {}) {
	const reader = readerOf(textsPort({...fixtureTexts(scene, '7.2'), ...changes}));
	const reading = await reader.read({...everything, settings: false});
	return await createDirectorFollower(createManualClock()).follow(reading, 12_000);
}

describe('the status of the connection table', () => {
	it.each([
		['conns-small/proc-net-ip_vs_status.txt', 61, 1024, -4],
		['empty/proc-net-ip_vs_status.txt', 0, 0, 0],
		['conns-20k-status.txt', 20_061, 4096, -4],
		['status-conn-max.txt', 5, 256, 8],
	])('of %s is %i entries in %i buckets', (path, connections, buckets, loadFactor) => {
		expect(parseText(procStatusParser, fixture(path))).toEqual({connections, buckets, loadFactor});
	});

	it('is refused without a number of connections', () => {
		expect(() => parseText(procStatusParser, 'Services:\t6\n')).toThrow('no number of connections');
	});

	it('is the number of lines of the connection table', () => {
		const lines = parseText(procConnectionsParser, fixture('conns-small/proc-net-ip_vs_conn.txt'));
		const {connections} = parseText(
			procStatusParser,
			fixture('conns-small/proc-net-ip_vs_status.txt'),
		);
		expect(lines).toHaveLength(connections);
	});
});

describe('a reading on Linux 7.2', () => {
	it.each(['empty', 'nat-first', 'nat-second', 'nat-udp', 'conns-small', 'sip'])(
		'of %s is complete',
		async scene => {
			const director = await shown(scene);
			expect(director).toMatchObject({
				refresh: 'spread',
				estimation: true,
				access: {level: 'full'},
				ipvs: {sizesItself: true, connectionLimit: 1_073_741_824},
			});
			expect(director.ipvs.connections).not.toBeNull();
			for (const service of director.services) {
				expect(service.rule).not.toBeNull();
				expect(service.counters).not.toBeNull();
			}
		},
	);

	it('says of the table what it is', async () => {
		expect(tableInWords((await shown('conns-small')).ipvs)).toBe(
			'61 entries, table 1024, sizes itself',
		);
		expect(tableInWords((await shown('empty')).ipvs)).toBe('0 entries, no table yet');
		const forbidden = new PortError('forbidden', status, 'Permission denied');
		const {ipvs} = await shown('conns-small', {[status]: forbidden});
		expect(ipvs.connections).toBeNull();
		expect(tableInWords(ipvs)).toBe('table 1024, sizes itself');
		expect(fullTableNote(ipvs)).toBeNull();
	});

	it('reports that conn_max is reached', async () => {
		const {ipvs} = await shown('conns-small', {
			[status]: fixture('status-conn-max.txt'),
			'/proc/sys/net/ipv4/vs/conn_max': '5\n',
		});
		expect(fullTableNote(ipvs)).toMatch(/^conn_max 5 reached: new clients are dropped/);
		expect(fullTableNote({...ipvs, connections: 4})).toBeNull();
	});

	it.each([
		['nat-no-estimation', 'run_estimation is 0'],
		['no-est-no-traffic', 'est_cpulist is empty'],
	])('has no rates in %s, not even totals, and gives the reason', async (scene, why) => {
		const director = await shown(scene);
		expect(director.estimation).toBe(false);
		expect(director.ratesNote).toContain(`net.ipv4.vs.${why}`);
		expect(director.totalRates).toEqual({rates: null, ratesFrom: null});
		const rows = director.services.flatMap(service => [service, ...service.servers]);
		expect(rows.length).toBeGreaterThan(2);
		expect(rows.map(({rates}) => rates)).toEqual(rows.map(() => null));
	});

	it('reads the counters after they were zeroed', () => {
		const {services} = parseText(statsListingParser, fixture('after-zero-stats.txt'));
		const perCpu = parseText(procStatsPerCpuParser, fixture('after-zero-percpu.txt'));
		expect(perCpu.sampled.inPackets).toBeGreaterThanOrEqual(0n);
		const live = perCpu.cpus.reduce((sum, {counters}) => sum + counters.inPackets, 0n);
		// The CPU rows are not zeroed.
		expect(services.length).toBeGreaterThan(0);
		for (const {counters} of services) {
			expect(live).toBeGreaterThan(counters.inPackets);
		}
	});
});

describe('a simulated Linux 7.2', () => {
	function simulated() {
		const clock = createManualClock();
		const scene = sceneOf({servers: ['-r 10.0.0.8:80 -m']});
		const port = createSimulatedPort({scene, seed: 1, clock, kernel: '7.2'});
		return {clock, port, reader: createIpvsadmReader({port, clock})};
	}

	it('has the files of that kernel, which are read', async () => {
		const {clock, port, reader} = simulated();
		await clock.pass(60_000);
		expect(await port.readFile('/proc/sys/kernel/osrelease')).toBe('7.2.13\n');
		const {connections, buckets} = parseText(procStatusParser, await port.readFile(status));
		const lines = (await port.readFile('/proc/net/ip_vs_conn')).trim().split('\n').length - 1;
		expect(connections).toBe(lines);
		const {ipvs, refresh} = await reader.read(nothingMore);
		expect(ipvs).toMatchObject({tableSize: buckets, sizesItself: true, connections});
		expect(refresh).toBe('spread');
	});

	it('keeps its sysctls as the kernel had them', async () => {
		const {port} = simulated();
		const lines = fixture('conns-small/sysctls.txt').trim().split('\n');
		for (const line of lines) {
			const [name = '', value = ''] = line.split('=');
			const text = await port.readFile(`/proc/sys/net/ipv4/vs/${name}`);
			// This one depends on the machine's memory.
			if (name !== 'sync_qlen_max') {
				expect(`${name}=${text.trim()}`).toBe(`${name}=${value}`);
			}
		}
	});

	it('stops its statistics with an empty est_cpulist, and accepts no more entries at conn_max', async () => {
		const {clock, port, reader} = simulated();
		await clock.pass(10_000);
		port.setSysctl('est_cpulist', '');
		port.setSysctl('conn_max', '0');
		const before = await port.readFile('/proc/net/ip_vs_stats');
		await clock.pass(10_000);
		expect(await port.readFile('/proc/net/ip_vs_stats')).toBe(before);
		const counted = parseText(procStatusParser, await port.readFile(status)).connections;
		await clock.pass(600_000);
		expect(
			parseText(procStatusParser, await port.readFile(status)).connections,
		).toBeLessThanOrEqual(counted);
		const reading = await reader.read({...nothingMore, counters: true});
		expect(reading).toMatchObject({estimation: false, estimationStoppedBy: 'est_cpulist'});
		expect(fullTableNote(reading.ipvs)).toContain('conn_max 0 reached');
	});
});
