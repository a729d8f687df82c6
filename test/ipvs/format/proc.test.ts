import {expect, test} from 'vitest';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {
	formatConnectionListing,
	formatProcConnections,
} from '../../../source/ipvs/format/connections.ts';
import {formatProcIpVs} from '../../../source/ipvs/format/proc-ip-vs.ts';
import {formatProcStatsPerCpu} from '../../../source/ipvs/format/proc-stats.ts';
import type {Connection, ProcService} from '../../../source/ipvs/listing.ts';

function lineOf(service: Omit<ProcService, 'servers' | 'scheduler'>): string | undefined {
	const services = [{...service, scheduler: 'wlc', servers: []}];
	return formatProcIpVs({header: {version: '1.2.1', tableSize: 4096}, services}).split('\n')[3];
}

const ipv4 = {
	kind: 'address',
	protocol: 'sctp',
	family: 'ipv4',
	address: '10.1.1.1',
	port: 80,
} as const;
const ipv6 = {...ipv4, family: 'ipv6', address: ipAddress('2001:db8::1')} as const;
const full = '[2001:0db8:0000:0000:0000:0000:0000:0001]:0050';
const persistence = {jiffies: 2_678_400_000, maskHex: 'FFFFFFFF'};

test.each([
	['nothing', {key: ipv4, onePacket: false, persistence: null}, 'SCTP  0A010101:0050 wlc  '],
	['one packet', {key: ipv4, onePacket: true, persistence: null}, 'SCTP  0A010101:0050 wlc ops  '],
	[
		'both, with more ticks than a signed number holds',
		{key: ipv4, onePacket: true, persistence},
		'SCTP  0A010101:0050 wlc ops  persistent -1616567296 FFFFFFFF',
	],
	['nothing, IPv6', {key: ipv6, onePacket: null, persistence: null}, `SCTP  ${full} wlc `],
	[
		'persistence, IPv6',
		{key: ipv6, onePacket: null, persistence: {jiffies: 6000, maskHex: '40000000'}},
		`SCTP  ${full} wlc persistent 6000 40000000`,
	],
	[
		'one packet, a mark',
		{key: {kind: 'fwmark', fwmark: 0xffff_ffff}, onePacket: true, persistence: null},
		'FWM  FFFFFFFF wlc ops ',
	],
] as const)('the blanks of the kernel: %s', (_, service, line) => {
	expect(lineOf(service)).toBe(line);
});

const connection: Connection = {
	protocol: 'icmpv6',
	client: {address: ipAddress('2001:db8::1'), port: 1},
	virtual: {address: ipAddress('2001:db8::2'), port: 65_535},
	server: {address: '10.0.0.8', port: 80},
	state: 'NONE',
	expires: 2_678_399,
	engine: {name: 'sip', data: 'a b '},
};

test('a connection with an engine, IPv6 to an IPv4 server', () => {
	expect(formatProcConnections([connection]).split('\n')[1]).toBe(
		'ICMPv6 2001:0db8:0000:0000:0000:0000:0000:0001 0001 2001:0db8:0000:0000:0000:0000:0000:0002 FFFF 0A000008 0050 NONE        2678399 sip a b ',
	);
});

test('a listing of connections shows an engine only when asked', () => {
	const [asked, plain] = [true, false].map(
		engine => formatConnectionListing([connection], {engine}).split('\n')[2],
	);
	const start = 'ICMPv6 44639:59 NONE        [2001:db8::1]:1    [2001:db8::2]:65535 10.0.0.8:80';
	expect(asked).toBe(`${start}      sip                a b `);
	expect(plain).toBe(start);
});

test('CPUs are numbered in hexadecimal', () => {
	const zero = {connections: 0n, inPackets: 0n, outPackets: 0n, inBytes: 0n, outBytes: 0n};
	const rates = {connections: 0, inPackets: 0, outPackets: 0, inBytes: 0, outBytes: 0};
	const text = formatProcStatsPerCpu({
		cpus: [{cpu: 31, counters: {...zero, inPackets: 255n}}],
		sampled: zero,
		kernelRates: rates,
	});
	expect(text.split('\n')[2]).toBe(
		' 1F        0       FF        0                0                0',
	);
});
