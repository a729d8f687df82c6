import {describe, expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {connectionListingParser} from '../../../source/ipvs/parse/connection-listing.ts';
import {procConnectionsParser} from '../../../source/ipvs/parse/proc-connections.ts';
import {refusalOf} from './refusal.ts';

describe('ipvsadm -L -c', () => {
	const frame = 'IPVS connection entries\n';
	const plain = `${frame}pro expire state       source             virtual            destination\n`;
	const withEngine = `${frame}pro expire state       source             virtual            destination        pe name          pe_data\n`;

	test('distinguishes connections and templates', () => {
		const text = `${plain}IP  00:46  ASSURED     192.168.1.0:0      0.0.0.7:0          10.10.1.2:0
IP  00:49  NONE        [2001:db8:1::2]:0  [0:7::]:0          [2001:db8:a1::2]:0
TCP 125:29 TIME_WAIT   [2001:db8:1::2]:45062 [2001:db8:1::100]:80 [2001:db8:a1::2]:80
`;
		expect(parseText(connectionListingParser, text)).toEqual([
			{
				protocol: 'ip',
				client: {address: '192.168.1.0', port: 0},
				virtual: {address: '0.0.0.7', port: 0},
				server: {address: '10.10.1.2', port: 0},
				state: 'ASSURED',
				expires: 46,
				engine: null,
			},
			{
				protocol: 'ip',
				client: {address: '2001:db8:1::2', port: 0},
				virtual: {address: '0:7::', port: 0},
				server: {address: '2001:db8:a1::2', port: 0},
				state: 'NONE',
				expires: 49,
				engine: null,
			},
			{
				protocol: 'tcp',
				client: {address: '2001:db8:1::2', port: 45_062},
				virtual: {address: '2001:db8:1::100', port: 80},
				server: {address: '2001:db8:a1::2', port: 80},
				state: 'TIME_WAIT',
				expires: 7529,
				engine: null,
			},
		]);
	});

	test('with --persistent-conn has the data of an engine, if there is one', () => {
		const text = `${withEngine}UDP 00:53  NONE        172.16.0.2:0       172.16.249.138:5060 10.0.0.8:5060    sip                abc-123@client
UDP 04:54  UDP         172.16.0.2:47346   172.16.249.138:5060 10.0.0.8:5060
`;
		expect(parseText(connectionListingParser, text).map(({engine}) => engine)).toEqual([
			{name: 'sip', data: 'abc-123@client'},
			null,
		]);
	});

	const row = 'TCP 00:29  ASSURED     192.168.1.2:0      192.168.1.100:80   10.10.2.2:8080';

	test.each([
		['nothing at all', '', 0, 'the listing ends before its rows'],
		['no titles', `${frame}${row}\n`, 2, 'not the titles of the connection listing'],
		[
			'the other listing',
			'IP Virtual Server version 1.2.1 (size=4096)\n',
			1,
			'not the titles of the connection listing',
		],
		[
			'the rest of a line that was too long for ipvsadm',
			`${plain}AAAA 00:58  ASSURED     [(null)]:0         [(null)]:0         [(null)]:0\n`,
			3,
			'not a numeric address with a port: [(null)]:0',
		],
		[
			'a column missing',
			`${plain}${row.replace('ASSURED', '')}\n`,
			3,
			'expected 6 columns, found 5',
		],
		[
			'an engine that was not asked for',
			`${plain}${row} sip abc\n`,
			3,
			'expected 6 columns, found 8',
		],
		['an engine without data', `${withEngine}${row} sip\n`, 3, 'expected 6 or 8 columns, found 7'],
		[
			'seconds beyond 59',
			`${plain}${row.replace('00:29', '00:60')}\n`,
			3,
			'not minutes:seconds: 00:60',
		],
		['a last line that was cut off', plain + row, 3, 'the text was cut off in this line'],
	])('unreadable: %s', (_, text, line, reason) => {
		expect(refusalOf(connectionListingParser, text)).toEqual({line, reason});
	});
});

describe('/proc/net/ip_vs_conn', () => {
	const title = 'Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n';
	const row = 'TCP C0A80102 9362 C0A80164 0050 0A0A0202 1F90 TIME_WAIT       119';

	test('is in hexadecimal, but for the seconds', () => {
		expect(parseText(procConnectionsParser, `${title}${row}\n`)).toEqual([
			{
				protocol: 'tcp',
				client: {address: '192.168.1.2', port: 0x9362},
				virtual: {address: '192.168.1.100', port: 80},
				server: {address: '10.10.2.2', port: 8080},
				state: 'TIME_WAIT',
				expires: 119,
				engine: null,
			},
		]);
	});

	test('has a server of the other family, behind a tunnel', () => {
		const text = `${title}TCP 2001:0db8:0001:0000:0000:0000:0000:0002 B006 2001:0db8:0000:0000:0000:0000:0000:0001 0050 0A0A0202 0050 SYN_RECV         47\n`;
		expect(parseText(procConnectionsParser, text)).toMatchObject([
			{
				client: {address: '2001:db8:1::2', port: 0xb006},
				server: {address: '10.10.2.2', port: 80},
			},
		]);
	});

	test.each([
		['sip abc-123@host', {name: 'sip', data: 'abc-123@host'}],
		['sip several words ', {name: 'sip', data: 'several words '}],
		['sip \u001b[31mred\r', {name: 'sip', data: '\u001b[31mred\r'}],
		['sip ', {name: 'sip', data: ''}],
	])('keeps the data of an engine as it is: %j', (end, engine) => {
		const text = `${title}UDP C0A80102 0000 C0A80164 13C4 0A0A0102 0035 ASSURED          59 ${end}\n`;
		expect(parseText(procConnectionsParser, text)).toMatchObject([{expires: 59, engine}]);
	});

	test('takes the wrapped seconds of old kernels for an entry that is just expiring', () => {
		const text = `${title}${row.replace('    119', '73786976294838206')}\n`;
		expect(parseText(procConnectionsParser, text)).toMatchObject([{expires: 0}]);
	});

	test.each([
		['nothing at all', '', 0, 'the file is empty'],
		['no title', `${row}\n`, 1, 'not the titles of /proc/net/ip_vs_conn'],
		[
			'a column missing',
			`${title}${row.replace(' 0050', '')}\n`,
			2,
			'not the columns of a connection',
		],
		[
			'a short address',
			`${title}${row.replace('C0A80102', 'C0A8010')}\n`,
			2,
			'not an address and a port in hexadecimal: C0A8010 9362',
		],
		[
			'a port that is none',
			`${title}${row.replace('0050', '00G0')}\n`,
			2,
			'not an address and a port in hexadecimal: C0A80164 00G0',
		],
		[
			'an engine without a blank behind it',
			`${title}${row} sip\n`,
			2,
			'not the columns of a connection',
		],
		['a last line that was cut off', title + row, 2, 'the text was cut off in this line'],
	])('unreadable: %s', (_, text, line, reason) => {
		expect(refusalOf(procConnectionsParser, text)).toEqual({line, reason});
	});
});
