import {describe, expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {procIpVsParser} from '../../../source/ipvs/parse/proc-ip-vs.ts';
import {refusalOf} from './refusal.ts';

const head = `IP Virtual Server version 1.2.1 (size=4096)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port Forward Weight ActiveConn InActConn
`;

function servicesOf(...rows: string[]) {
	return parseText(procIpVsParser, `${head}${rows.join('\n')}\n`).services;
}

describe("a service's line", () => {
	test.each([
		[
			'TCP  0A010101:0050 wlc  ',
			{
				key: {
					kind: 'address',
					protocol: 'tcp',
					family: 'ipv4',
					address: '10.1.1.1',
					port: 80,
				},
				scheduler: 'wlc',
				onePacket: false,
				persistence: null,
			},
		],
		['UDP  0A010101:0035 mh ops  ', {onePacket: true, persistence: null}],
		[
			'UDP  0A010101:13C4 wlc ops  persistent 15000 FFFFFF00',
			{onePacket: true, persistence: {jiffies: 15_000, maskHex: 'FFFFFF00'}},
		],
		[
			'TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 rr persistent 25000 40000000',
			{
				key: {address: '2001:db8::1', family: 'ipv6'},
				onePacket: null,
				persistence: {jiffies: 25_000, maskHex: '40000000'},
			},
		],
		['FWM  00000009 wlc ', {key: {kind: 'fwmark', fwmark: 9}, onePacket: false}],
		['FWM  FFFFFFFF wlc ops ', {key: {kind: 'fwmark', fwmark: 4_294_967_295}, onePacket: true}],
		[
			'TCP  0A010101:0050 wlc  persistent -1616567296 FFFFFFFF',
			{persistence: {jiffies: 2_678_400_000}},
		],
	])('%s', (line, expected) => {
		expect(servicesOf(line)).toMatchObject([{...expected, servers: []}]);
	});
});

test("a server's line is hexadecimal up to the port and decimal after it", () => {
	const [service] = servicesOf(
		'SCTP  AC10F98A:0084 lc  ',
		'  -> 0A000007:1F90      Masq    10     3          -1        ',
		'  -> [2001:0db8:0000:0000:0000:0000:0000:0008]:01BB      Tunnel  65535  0          0         ',
	);
	expect(service?.servers).toEqual([
		{
			address: '10.0.0.7',
			port: 8080,
			forwarding: 'masq',
			weight: 10,
			activeConnections: 3,
			inactiveConnections: 4_294_967_295,
		},
		{
			address: '2001:db8::8',
			port: 443,
			forwarding: 'tunnel',
			weight: 65_535,
			activeConnections: 0,
			inactiveConnections: 0,
		},
	]);
});

describe('unreadable', () => {
	const service = 'TCP  0A010101:0050 wlc  \n';

	test.each([
		['nothing at all', '', 0, 'the listing ends before its rows'],
		['no version line', head.slice(head.indexOf('\n') + 1), 0, 'no version line'],
		[
			'the titles of ipvsadm',
			head.replace('Port Forward', 'Port           Forward'),
			3,
			'not the titles of this listing',
		],
		[
			'a protocol of no service',
			`${head}IP_47  0A010101:0000 wlc  \n`,
			4,
			'not a service protocol: IP_47',
		],
		[
			'a decimal address',
			`${head}TCP  10.1.1.1:80 wlc  \n`,
			4,
			'not an address with a port in hexadecimal: 10.1.1.1:80',
		],
		['mark 0', `${head}FWM  00000000 wlc \n`, 4, 'not a firewall mark in hexadecimal: 00000000'],
		['a short mark', `${head}FWM  9 wlc \n`, 4, 'not a firewall mark in hexadecimal: 9'],
		['no scheduler', `${head}UDP  0A010101:0035 ops  \n`, 4, 'not the name of a scheduler: ops'],
		[
			'an unknown word',
			`${head}TCP  0A010101:0050 wlc  sticky\n`,
			4,
			"not the end of a service's line: sticky",
		],
		[
			'a mask missing',
			`${head}TCP  0A010101:0050 wlc  persistent 15000\n`,
			4,
			"not the end of a service's line: persistent 15000",
		],
		[
			'ops where the kernel prints none',
			`${head}TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 rr ops\n`,
			4,
			"not the end of a service's line: ops",
		],
		[
			'a server before any service',
			`${head}  -> 0A000007:1F90 Masq 1 0 0\n`,
			4,
			'a server before any service',
		],
		[
			'a column missing',
			`${head}${service}  -> 0A000007:1F90 Masq 1 0\n`,
			5,
			'expected 6 columns, found 5',
		],
		[
			'connections that are none',
			`${head}${service}  -> 0A000007:1F90 Masq 1 0 -4294967296\n`,
			5,
			'InActConn is not a 32-bit number: -4294967296',
		],
		[
			'a last line that was cut off',
			`${head}${service}  -> 0A000007:1F90 Masq 1 0 1`,
			5,
			'the text was cut off in this line',
		],
	])('%s', (_, text, line, reason) => {
		expect(refusalOf(procIpVsParser, text)).toEqual({line, reason});
	});
});
