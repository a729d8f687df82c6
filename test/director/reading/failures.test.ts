import {describe, expect, it} from 'vitest';
import {PortError, type PortFailure} from '../../../source/director/port/port.ts';
import {createIpvsadmReader} from '../../../source/director/reading/ipvsadm-reader.ts';
import {ReadingError} from '../../../source/director/reading/reading.ts';
import {createManualClock} from '../../../source/simulator/manual-clock.ts';
import {createSimulatedPort} from '../../../source/simulator/simulated-port.ts';
import {
	counters,
	everything,
	nothingMore,
	perCpu,
	readerOf,
	small,
	stats,
	table,
} from './small-director.ts';
import {fixtureTexts, noFile, textsPort} from './texts-port.ts';

const failing = (subject: string, failure: PortFailure) =>
	textsPort({
		...fixtureTexts('empty'),
		[subject]: new PortError(failure, subject, `${subject}: it went wrong`),
	});

describe('a reading that cannot be had', () => {
	it('where IPVS is not in the kernel says how to load it, and does not load it by asking ipvsadm', async () => {
		const port = textsPort({[table]: noFile(table), [perCpu]: noFile(perCpu)});
		const error = await readerOf(port)
			.read(everything)
			.catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(ReadingError);
		expect(error).toMatchObject({
			problem: 'no-ip-vs',
			message: 'IPVS is not in the kernel of lb1: no /proc/net/ip_vs',
			advice: expect.stringContaining('modprobe ip_vs'),
		});
		expect(port.asked.filter(subject => !subject.startsWith('/proc/'))).toEqual([]);
		expect(port.asked).toContain(table);
	});

	it.each([
		['forbidden', 'no-permission'],
		['timeout', 'slow'],
		['lost', 'unreachable'],
		['cancelled', 'failed'],
		['too-large', 'failed'],
	] as const)('because of the table (%s) is a problem of the kind %s', async (failure, problem) => {
		await expect(readerOf(failing(table, failure)).read()).rejects.toMatchObject({problem});
	});

	it.each([
		['timeout', 'slow'],
		['lost', 'unreachable'],
	] as const)('because of ipvsadm (%s) is a problem of the kind %s', async (failure, problem) => {
		const reading = readerOf(failing(counters, failure)).read(everything);
		await expect(reading).rejects.toMatchObject({
			problem,
			message: expect.stringContaining('it went wrong'),
		});
	});

	it('names the source and the line that it cannot read', async () => {
		const port = small({
			[table]: `${fixtureTexts('empty')[table]}`.replace('Prot Local', 'Nonsense'),
		});
		await expect(readerOf(port).read()).rejects.toMatchObject({
			problem: 'unreadable',
			message: expect.stringMatching(/^\/proc\/net\/ip_vs: line 2: .*Nonsense/),
		});
	});

	it('includes ipvsadm’s messages, if it answered before', async () => {
		const port = small({});
		const {read} = readerOf(port);
		await read(everything);
		port.texts[counters] = {exitCode: 1, stdout: '', stderr: 'Memory allocation problem\n'};
		await expect(read(everything)).rejects.toMatchObject({
			problem: 'failed',
			message: 'ipvsadm -Ln --stats --exact: Memory allocation problem',
		});
	});

	it('because it was cancelled ends at once', async () => {
		const clock = createManualClock();
		const port = createSimulatedPort({scene: 'nat', seed: 1, clock});
		port.disturb({hits: subject => subject === counters, delay: 5000});
		const cancel = new AbortController();
		const reading = createIpvsadmReader({port, clock}).read(everything, cancel.signal);
		const failed = expect(reading).rejects.toMatchObject({
			problem: 'failed',
			message: 'the reading was cancelled',
		});
		await clock.pass(100);
		cancel.abort();
		await failed;
	});
});

describe('files that may be missing', () => {
	it('is the file of the CPUs: then the totals come from the other one', async () => {
		const port = textsPort({...fixtureTexts('lab-nat/first'), [perCpu]: noFile(perCpu)});
		const reading = await readerOf(port).read();
		expect(port.asked).toContain(stats);
		expect(reading.perCpu).toBeNull();
		expect(reading.totals?.counters.connections).toBeGreaterThan(0n);
	});

	it('are both files of totals', async () => {
		const port = small({[perCpu]: noFile(perCpu), [stats]: noFile(stats)});
		expect(await readerOf(port).read()).toMatchObject({totals: null, perCpu: null});
	});

	it('are sysctls, and some may not be read', async () => {
		const sysctl = (name: string) => `/proc/sys/net/ipv4/vs/${name}`;
		const read = async (changes: Parameters<typeof small>[0]) =>
			await readerOf(small(changes)).read(nothingMore);
		expect(await read({[sysctl('run_estimation')]: '0\n'})).toMatchObject({
			estimation: false,
			estimationStoppedBy: 'run_estimation',
		});
		expect(await read({[sysctl('run_estimation')]: noFile('')})).toMatchObject({estimation: null});
		expect(await read({[sysctl('est_cpulist')]: '0-1\n'})).toMatchObject({
			estimation: true,
			estimationStoppedBy: null,
		});
		// An empty list stops the estimator while run_estimation stays 1 (Linux 7.2).
		expect(await read({[sysctl('est_cpulist')]: '\n'})).toMatchObject({
			estimation: false,
			estimationStoppedBy: 'est_cpulist',
		});
		expect(await read({[sysctl('est_nice')]: '0\n'})).toMatchObject({refresh: 'spread'});
		const forbidden = new PortError('forbidden', '', '');
		expect(
			await read({[sysctl('run_estimation')]: forbidden, [sysctl('est_nice')]: forbidden}),
		).toMatchObject({estimation: null, refresh: null});
	});
});
