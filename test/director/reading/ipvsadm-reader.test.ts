import {describe, expect, it} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {listingParser} from '../../../source/ipvs/parse/listing.ts';
import {persistentListingParser} from '../../../source/ipvs/parse/persistent-listing.ts';
import {procStatsParser} from '../../../source/ipvs/parse/proc-stats.ts';
import {rateListingParser} from '../../../source/ipvs/parse/rate-listing.ts';
import {saveFormatParser} from '../../../source/ipvs/parse/save-format.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import {thresholdListingParser} from '../../../source/ipvs/parse/threshold-listing.ts';
import {compareServiceKeys, type ServiceRule} from '../../../source/ipvs/service.ts';
import {
	counters,
	everything,
	nothingMore,
	perCpu,
	readerOf,
	readServers,
	saved,
	serversBy,
	stats,
	table,
	thresholds,
} from './small-director.ts';
import {fixtureTexts, type TextsPort, textsPort} from './texts-port.ts';

const text = (port: TextsPort, subject: string) => String(port.texts[subject]);

const byRule = <Server>(
	services: readonly {readonly service: ServiceRule; readonly servers: readonly Server[]}[],
) => services.map(({service, servers}) => ({key: service.key, servers}));

describe('a reading of every kind of row', () => {
	it('has for each row the data of ipvsadm’s listings', async () => {
		const port = textsPort(fixtureTexts('every-kind'));
		const reading = await readerOf(port).read(everything);

		const listed = parseText(listingParser, text(port, 'ipvsadm -Ln')).services;
		expect(reading.services.map(({rule}) => rule)).toEqual(
			listed.map(({service}) => service).sort((a, b) => compareServiceKeys(a.key, b.key)),
		);
		expect(
			readServers(reading, row => [
				row.forwarding,
				row.weight,
				row.activeConnections,
				row.inactiveConnections,
			]),
		).toEqual(
			serversBy(byRule(listed), row => [
				row.forwarding,
				row.weight,
				row.activeConnections,
				row.inactiveConnections,
			]),
		);
		expect(readServers(reading, row => row.counters)).toEqual(
			serversBy(parseText(statsListingParser, text(port, counters)).services, row => row.counters),
		);
		expect(readServers(reading, row => row.kernelRates)).toEqual(
			serversBy(
				parseText(rateListingParser, text(port, 'ipvsadm -Ln --rate --exact')).services,
				row => row.rates,
			),
		);
		expect(readServers(reading, row => row.persistentConnections)).toEqual(
			serversBy(
				byRule(
					parseText(persistentListingParser, text(port, 'ipvsadm -Ln --persistent-conn')).services,
				),
				row => row.persistentConnections,
			),
		);
		expect(readServers(reading, row => [row.upperThreshold, row.lowerThreshold])).toEqual(
			serversBy(byRule(parseText(thresholdListingParser, text(port, thresholds)).services), row => [
				row.upperThreshold,
				row.lowerThreshold,
			]),
		);
	});

	it('has the whole rule of each server, thresholds included', async () => {
		const port = textsPort(fixtureTexts('every-kind'));
		const reading = await readerOf(port).read();
		const rules = serversBy(byRule(parseText(saveFormatParser(), text(port, saved))), rule => rule);
		const limited = 'tcp:172.16.249.138:80 10.0.0.8:80';
		expect(readServers(reading, row => row.rule)).toEqual({
			...rules,
			[limited]: {...rules[limited], upperThreshold: 1000, lowerThreshold: 800},
		});
		expect(reading.services[1]?.servers.map(({tunnel}) => tunnel?.type ?? null)).toEqual([
			...[null, null, null, 'gue', 'gre', 'ipip', null],
		]);
	});

	it('orders rows by number, whatever the order of the kernel', async () => {
		const reading = await readerOf(textsPort(fixtureTexts('every-kind'))).read();
		expect(reading.services.map(({id}) => id)).toEqual([
			'tcp:172.16.249.138:0',
			'tcp:172.16.249.138:80',
			...[110, 111, 112, 113, 114, 115].map(port => `tcp:172.16.249.140:${port}`),
			'tcp:[2001:db8:1::1]:443',
			'udp:172.16.249.138:53',
			'udp:172.16.249.138:5060',
			'sctp:172.16.249.138:132',
			'fwm:7',
			'fwm6:8',
		]);
		expect(reading.services[1]?.servers.map(({id}) => id)).toEqual([
			...['10.0.0.8:80', '10.0.0.9:8080', '10.0.0.10:80', '10.0.0.11:80', '10.0.0.12:80'],
			...['10.0.0.13:80', '172.16.249.138:80'],
		]);
	});

	it('has the data that belongs to no row', async () => {
		const port = textsPort(fixtureTexts('every-kind'));
		const {clock, read} = readerOf(port);
		clock.advance(1234);
		expect(await read(everything)).toMatchObject({
			time: clock.now(),
			monotonic: 1234,
			host: 'lb1',
			ipvs: {version: '1.2.1', tableSize: 4096},
			access: {level: 'full', missing: null},
			totals: parseText(procStatsParser, text(port, stats)),
			estimation: true,
			refresh: 'together',
			hasCounters: true,
			countersSpan: {from: 1234, to: 1234},
			settings: {
				timeouts: {tcp: 900, tcpFin: 120, udp: 300},
				daemons: [{role: 'master'}, {role: 'backup'}],
			},
		});
	});

	it('of an empty director is empty', async () => {
		const reading = await readerOf(textsPort(fixtureTexts('empty'))).read(everything);
		expect(reading.services).toEqual([]);
		expect(reading.access.level).toBe('full');
	});
});

describe('the cost of a reading', () => {
	it('is two files if nothing has changed and nothing more is wanted', async () => {
		const port = textsPort(fixtureTexts('lab-nat/first'));
		const {read} = readerOf(port);
		await read();
		port.asked.length = 0;

		const reading = await read();

		expect(port.asked).toEqual([table, perCpu]);
		expect(reading.hasCounters).toBe(false);
		expect(reading.countersSpan).toBeNull();
		expect(readServers(reading, row => row.counters)).toEqual({
			'tcp:172.16.249.138:80 10.0.0.8:80': null,
			'tcp:172.16.249.138:80 10.0.0.9:80': null,
		});
		expect(readServers(reading, row => row.upperThreshold)).toEqual({
			'tcp:172.16.249.138:80 10.0.0.8:80': 0,
			'tcp:172.16.249.138:80 10.0.0.9:80': 0,
		});
	});

	it('is one more listing for each wanted part', async () => {
		const port = textsPort(fixtureTexts('lab-nat/first'));
		const {read} = readerOf(port);
		await read();
		port.asked.length = 0;
		await read({...nothingMore, counters: true});
		// With the counters it asks whether the kernel refreshes them.
		const estimation = '/proc/sys/net/ipv4/vs/run_estimation';
		expect(port.asked).toEqual([table, perCpu, estimation, counters]);
		port.asked.length = 0;
		await read({...nothingMore, freshRules: true});
		expect(port.asked).toEqual([table, perCpu, saved, thresholds]);
	});

	it('includes the rules again every half minute', async () => {
		const port = textsPort(fixtureTexts('lab-nat/first'));
		const {clock, read} = readerOf(port);
		await read();
		port.asked.length = 0;
		clock.advance(29_000);
		await read();
		expect(port.asked).not.toContain(saved);
		clock.advance(1000);
		await read();
		expect(port.asked).toContain(saved);
		expect(port.asked).toContain(thresholds);
	});
});
