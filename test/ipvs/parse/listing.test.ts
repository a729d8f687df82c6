import {describe, expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {listingParser} from '../../../source/ipvs/parse/listing.ts';
import {refusalOf} from './refusal.ts';

const version = 'IP Virtual Server version 1.2.1 (size=4096)';
const titles = `Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn`;

/** A whole listing with these rows. */
function listing(...rows: string[]): string {
	return [version, titles, ...rows, ''].join('\n');
}

function rulesOf(...rows: string[]) {
	return parseText(listingParser, listing(...rows)).services.map(({service}) => service);
}

const plain = {schedulerFlags: [], persistence: null, engine: null, onePacket: false};

describe('a listing', () => {
	test('of the whole table has version and size', () => {
		expect(parseText(listingParser, listing())).toEqual({
			header: {version: '1.2.1', tableSize: 4096},
			services: [],
		});
	});

	test('of one service has no version line', () => {
		const text = `${titles}\nTCP  10.1.1.1:80 wlc\n`;
		expect(parseText(listingParser, text)).toEqual({
			header: null,
			services: [
				{
					service: {
						key: {
							kind: 'address',
							protocol: 'tcp',
							family: 'ipv4',
							address: '10.1.1.1',
							port: 80,
						},
						scheduler: 'wlc',
						...plain,
					},
					servers: [],
				},
			],
		});
	});

	test('puts servers under the service above them', () => {
		const {services} = parseText(
			listingParser,
			listing(
				'TCP  10.1.1.1:80 wlc',
				'  -> 10.0.0.7:8080                Masq    5      3          70        ',
				'  -> 10.0.0.9:80                  Local   0      0          0         ',
				'UDP  10.1.1.1:53 rr',
				'  -> [2001:db8:ffff:ffff:ffff:ffff:ffff:8]:53 Tunnel  65535  4294967295 1         ',
			),
		);
		expect(services.map(({servers}) => servers)).toEqual([
			[
				{
					address: '10.0.0.7',
					port: 8080,
					forwarding: 'masq',
					weight: 5,
					activeConnections: 3,
					inactiveConnections: 70,
				},
				{
					address: '10.0.0.9',
					port: 80,
					forwarding: 'local',
					weight: 0,
					activeConnections: 0,
					inactiveConnections: 0,
				},
			],
			[
				{
					address: '2001:db8:ffff:ffff:ffff:ffff:ffff:8',
					port: 53,
					forwarding: 'tunnel',
					weight: 65_535,
					activeConnections: 4_294_967_295,
					inactiveConnections: 1,
				},
			],
		]);
	});
});

describe("a service's line", () => {
	test.each([
		['TCP  10.1.1.1:101 sh (sh-port)', {scheduler: 'sh', schedulerFlags: ['sh-port']}],
		[
			'UDP  10.1.1.1:53 mh (mh-fallback,mh-port) ops',
			{schedulerFlags: ['mh-fallback', 'mh-port'], onePacket: true},
		],
		[
			'TCP  10.1.1.1:80 wlc persistent 360',
			{persistence: {timeout: 360, netmask: '255.255.255.255'}},
		],
		[
			'UDP  10.1.1.1:5060 wlc persistent 60 mask 255.255.255.0 pe sip ops',
			{persistence: {timeout: 60, netmask: '255.255.255.0'}, engine: 'sip', onePacket: true},
		],
		[
			'TCP  [2001:db8::1]:443 wlc persistent 60 mask 64',
			{persistence: {timeout: 60, netmask: '64'}},
		],
		['TCP  [2001:db8::1]:443 wlc persistent 60', {persistence: {timeout: 60, netmask: '128'}}],
		['FWM  7 IPv6 rr persistent 50', {key: {kind: 'fwmark', family: 'ipv6', fwmark: 7}}],
		['FWM  -1 wlc', {key: {kind: 'fwmark', family: 'ipv4', fwmark: 4_294_967_295}}],
		['FWM  -2147483648 IPv6 wlc', {key: {kind: 'fwmark', family: 'ipv6', fwmark: 2_147_483_648}}],
		[
			'TCP  10.1.1.1:80 somebodys-own (flag-2)',
			{scheduler: 'somebodys-own', schedulerFlags: ['flag-2']},
		],
	])('%s', (line, expected) => {
		expect(rulesOf(line)).toMatchObject([expected]);
	});
});

describe('unreadable', () => {
	const service = 'TCP  10.1.1.1:80 wlc';

	test.each([
		['nothing at all', '', 0, 'the listing ends before its rows'],
		['only the version', `${version}\n`, 0, 'the listing ends before its rows'],
		['other text', "Can't initialize ipvs\n", 1, 'not the titles of this listing'],
		[
			'the titles of another view',
			listing().replace('Forward Weight', 'Weight Forward'),
			3,
			'not the titles of this listing',
		],
		['a second version line', `${version}\n${listing()}`, 2, 'not the titles of this listing'],
		[
			'a server before any service',
			listing('  -> 10.0.0.7:80 Masq 1 0 0'),
			4,
			'a server before any service',
		],
		['an empty line', listing(service, '', service), 5, 'not a service protocol: nothing'],
		[
			'a column missing',
			listing(service, '  -> 10.0.0.7:80 Masq 1 0'),
			5,
			'expected 6 columns, found 5',
		],
		[
			'a column too many',
			listing(service, '  -> 10.0.0.7:80 Masq 1 0 0 0'),
			5,
			'expected 6 columns, found 7',
		],
		[
			'an unknown method',
			listing(service, '  -> 10.0.0.7:80 (null) 1 0 0'),
			5,
			'not a known forwarding method: (null)',
		],
		[
			'a weight below 0',
			listing(service, '  -> 10.0.0.7:80 Masq -1 0 0'),
			5,
			'the weight is not a number from 0 to 2147483647: -1',
		],
		[
			'connections beyond 32 bits',
			listing(service, '  -> 10.0.0.7:80 Masq 1 4294967296 0'),
			5,
			'ActiveConn is not a number from 0 to 4294967295: 4294967296',
		],
		[
			'a name for a server',
			listing(service, '  -> web1:http Masq 1 0 0'),
			5,
			'not a numeric address with a port: web1:http',
		],
		[
			'a name for a service',
			listing('TCP  www:http wlc'),
			4,
			'not a numeric address with a port: www:http',
		],
		['a protocol of no service', listing('ICMP 10.1.1.1:0 wlc'), 4, 'not a service protocol: ICMP'],
		['mark 0', listing('FWM  0 wlc'), 4, '0 is not a firewall mark'],
		[
			'a mark beyond 32 bits',
			listing('FWM  4294967296 wlc'),
			4,
			'the firewall mark is not a number from 0 to 4294967295: 4294967296',
		],
		[
			'flags without a name',
			listing('TCP  10.1.1.1:80 sh ()'),
			4,
			'not flags of the scheduler sh: ',
		],
		[
			"another scheduler's flags",
			listing('TCP  10.1.1.1:80 wlc (sh-port)'),
			4,
			'not flags of the scheduler wlc: sh-port',
		],
		['no scheduler', listing('TCP  10.1.1.1:80'), 4, 'not the name of a scheduler: nothing'],
		['ops for a scheduler', listing('UDP  10.1.1.1:80 ops'), 4, 'not the name of a scheduler: ops'],
		['an unknown word', listing(`${service} synproxy`), 4, 'unknown word: synproxy'],
		['an engine without persistence', listing(`${service} pe sip`), 4, 'unknown word: pe'],
		[
			'a mask that is none',
			listing(`${service} persistent 60 mask 64`),
			4,
			'not a dotted netmask: 64',
		],
		[
			'a prefix length that is none',
			listing('TCP  [::1]:80 wlc persistent 60 mask 129'),
			4,
			'the prefix length is not a number from 0 to 128: 129',
		],
		[
			'a last line that was cut off',
			listing(service).slice(0, -2),
			4,
			'the text was cut off in this line',
		],
	])('%s', (_, text, line, reason) => {
		expect(refusalOf(listingParser, text)).toEqual({line, reason});
	});
});
