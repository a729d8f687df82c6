import {expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {procStatsParser} from '../../../source/ipvs/parse/proc-stats.ts';
import {procStatsPerCpuParser} from '../../../source/ipvs/parse/proc-stats-per-cpu.ts';
import {refusalOf} from './refusal.ts';

const totals = `   Total Incoming Outgoing         Incoming         Outgoing
   Conns  Packets  Packets            Bytes            Bytes
       3       B2       5C             249A FFFFFFFFFFFFFFFF

 Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
       0        D        7              2C5              184
`;

const perCpu = `       Total Incoming Outgoing         Incoming         Outgoing
CPU    Conns  Packets  Packets            Bytes            Bytes
  0        1       10        2              100              200
  A        2       20        3              300              400
  ~        3       2F        4              3FF              500

     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
           0        D        7              2C5              184
`;

const kernelRates = {connections: 0, inPackets: 13, outPackets: 7, inBytes: 709, outBytes: 388};

test('totals are hexadecimal, 64 bits', () => {
	expect(parseText(procStatsParser, totals)).toEqual({
		counters: {
			connections: 3n,
			inPackets: 0xb2n,
			outPackets: 0x5cn,
			inBytes: 0x249an,
			outBytes: 0xffff_ffff_ffff_ffffn,
		},
		kernelRates,
	});
});

test('CPUs are counted in hexadecimal, too, and the copy of their sum is separate', () => {
	const stats = parseText(procStatsPerCpuParser, perCpu);
	expect(stats.cpus.map(({cpu, counters}) => [cpu, counters.inPackets])).toEqual([
		[0, 0x10n],
		[10, 0x20n],
	]);
	expect(stats.sampled.inPackets).toBe(0x2fn);
	expect(stats.kernelRates).toEqual(kernelRates);
});

test.each([
	['nothing at all', '', 0, 'the file ends before its rates'],
	['other text', 'IP Virtual Server\n', 1, 'not the titles of /proc/net/ip_vs_stats'],
	['a counter missing', totals.replace('      B2', ''), 3, 'expected 5 columns, found 4'],
	['junk', totals.replace('B2', 'x2'), 3, 'incoming packets is not a hexadecimal number: x2'],
	[
		'no rates',
		totals.split('\n').slice(0, 4).join('\n').concat('\n'),
		0,
		'the file ends before its rates',
	],
	['a line too many', `${totals}\n`, 7, 'more lines than expected'],
	['a last line that was cut off', totals.slice(0, -2), 6, 'the text was cut off in this line'],
])('unreadable totals: %s', (_, text, line, reason) => {
	expect(refusalOf(procStatsParser, text)).toEqual({line, reason});
});

test.each([
	['nothing at all', '', 0, 'the file ends before its rates'],
	['the totals of all CPUs', totals, 1, 'not the titles of /proc/net/ip_vs_stats_percpu'],
	['no copy of the sum', perCpu.replace(/ {2}~.*\n/, ''), 5, 'expected 6 columns, found 0'],
	['junk for a CPU', perCpu.replace('  A ', '  x '), 4, 'not the number of a CPU: x'],
	[
		'a counter missing',
		perCpu.replace('       20        3', '        3'),
		4,
		'expected 6 columns, found 5',
	],
	['a line too many', `${perCpu}\n`, 9, 'more lines than expected'],
])('unreadable totals of CPUs: %s', (_, text, line, reason) => {
	expect(refusalOf(procStatsPerCpuParser, text)).toEqual({line, reason});
});
