import {describe, expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {syncDaemonsParser} from '../../../source/ipvs/parse/sync-daemons.ts';
import {timeoutsParser} from '../../../source/ipvs/parse/timeouts.ts';
import {refusalOf} from './refusal.ts';

test('timeouts are seconds', () => {
	expect(parseText(timeoutsParser, 'Timeout (tcp tcpfin udp): 900 120 300\n')).toEqual({
		tcp: 900,
		tcpFin: 120,
		udp: 300,
	});
});

test.each([
	['nothing at all', '', 0, 'no line of timeouts'],
	['other text', 'IP Virtual Server\n', 1, 'not the line of timeouts'],
	['a timeout missing', 'Timeout (tcp tcpfin udp): 900 120\n', 1, 'not the line of timeouts'],
	[
		'a timeout below 0',
		'Timeout (tcp tcpfin udp): 900 120 -1\n',
		1,
		'the timeout of UDP is not a number from 0 to 2147483647: -1',
	],
	[
		'a second line',
		'Timeout (tcp tcpfin udp): 1 2 3\nTimeout (tcp tcpfin udp): 1 2 3\n',
		2,
		'a second line of timeouts',
	],
	[
		'a line that was cut off',
		'Timeout (tcp tcpfin udp): 900 120 30',
		1,
		'the text was cut off in this line',
	],
])('timeouts: %s', (_, text, line, reason) => {
	expect(refusalOf(timeoutsParser, text)).toEqual({line, reason});
});

describe('sync daemons', () => {
	test('may run in both roles, or not at all', () => {
		const text = `master sync daemon (mcast=d0, syncid=5, maxlen=1472, group=224.0.0.81, port=8848, ttl=1)
backup sync daemon (mcast=d0, syncid=0, maxlen=1024, group=ff02::81, port=9000, ttl=7)
`;
		expect(parseText(syncDaemonsParser, text)).toEqual([
			{
				role: 'master',
				interface: 'd0',
				syncId: 5,
				maxLength: 1472,
				group: '224.0.0.81',
				port: 8848,
				ttl: 1,
			},
			{
				role: 'backup',
				interface: 'd0',
				syncId: 0,
				maxLength: 1024,
				group: 'ff02::81',
				port: 9000,
				ttl: 7,
			},
		]);
		expect(parseText(syncDaemonsParser, '')).toEqual([]);
	});

	test('of kernels before 4.3 leave out what they do not report', () => {
		expect(parseText(syncDaemonsParser, 'master sync daemon (mcast=eth0, syncid=1)\n')).toEqual([
			{
				role: 'master',
				interface: 'eth0',
				syncId: 1,
				maxLength: null,
				group: null,
				port: null,
				ttl: null,
			},
		]);
	});

	test.each([
		['other text', 'no daemon\n', 'not the line of a sync daemon'],
		[
			'an id that is none',
			'master sync daemon (mcast=d0, syncid=256)\n',
			'the sync id is not a number from 0 to 255: 256',
		],
		[
			'a group that is none',
			'master sync daemon (mcast=d0, syncid=1, group=all)\n',
			'not an address: all',
		],
		[
			'a junk port',
			'master sync daemon (mcast=d0, syncid=1, port=http)\n',
			'the port is not a number from 0 to 65535: http',
		],
	])('unreadable: %s', (_, text, reason) => {
		expect(refusalOf(syncDaemonsParser, text)).toEqual({line: 1, reason});
	});
});
