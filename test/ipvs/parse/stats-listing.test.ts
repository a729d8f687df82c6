import {describe, expect, test} from 'vitest';
import {parseText} from '../../../source/ipvs/line-parser.ts';
import {rateListingParser} from '../../../source/ipvs/parse/rate-listing.ts';
import {statsListingParser} from '../../../source/ipvs/parse/stats-listing.ts';
import {refusalOf} from './refusal.ts';

const titles = `Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
  -> RemoteAddress:Port
`;

test('counters are exact beyond 2^53 even if columns are no longer aligned', () => {
	const text = `${titles}TCP  172.16.249.138:80                 118 18446744073709551615      613 9007199254740993    58544
  -> [2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443        3        6        0      480        0
`;
	expect(parseText(statsListingParser, text).services).toMatchObject([
		{
			counters: {
				connections: 118n,
				inPackets: 18_446_744_073_709_551_615n,
				outPackets: 613n,
				inBytes: 9_007_199_254_740_993n,
				outBytes: 58_544n,
			},
			servers: [
				{
					address: '2001:db8:ffff:ffff:ffff:ffff:ffff:8',
					port: 443,
					counters: {
						connections: 3n,
						inPackets: 6n,
						outPackets: 0n,
						inBytes: 480n,
						outBytes: 0n,
					},
				},
			],
		},
	]);
});

test('shortened numbers are multiples of powers of 1000', () => {
	const text = `${titles}FWM  8 IPv6                       99999999  123456K    1000M   99999G  100T\n`;
	expect(parseText(statsListingParser, text).services).toMatchObject([
		{
			key: {kind: 'fwmark', family: 'ipv6', fwmark: 8},
			counters: {
				connections: 99_999_999n,
				inPackets: 123_456_000n,
				outPackets: 1_000_000_000n,
				inBytes: 99_999_000_000_000n,
				outBytes: 100_000_000_000_000n,
			},
		},
	]);
});

test('shortened rates are numbers', () => {
	const text = `Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS
  -> RemoteAddress:Port
SCTP 10.1.1.1:100                        0        1        2  123456K    4567M
`;
	expect(parseText(rateListingParser, text).services).toMatchObject([
		{
			rates: {
				connections: 0,
				inPackets: 1,
				outPackets: 2,
				inBytes: 123_456_000,
				outBytes: 4_567_000_000,
			},
		},
	]);
});

describe('unreadable', () => {
	const service = 'TCP  10.1.1.1:80 1 2 3 4 5\n';

	test.each([
		['no titles', service, 1, 'not the titles of this listing'],
		[
			'a counter of a service missing',
			`${titles}TCP  10.1.1.1:80 1 2 3 4\n`,
			3,
			'expected 5 counters, found 4',
		],
		['a mark missing', `${titles}FWM  1 2 3 4 5\n`, 3, 'expected 5 counters, found 4'],
		[
			'a counter of a server missing',
			`${titles}${service}  -> 10.0.0.7:80 1 2 3 4\n`,
			4,
			'expected 7 columns, found 6',
		],
		[
			'two columns that grew into one',
			`${titles}${service}  -> 10.0.0.7:80 1 2 3 1234567818446744T\n`,
			4,
			'expected 7 columns, found 6',
		],
		['a sign', `${titles}${service}  -> 10.0.0.7:80 1 -2 3 4 5\n`, 4, 'InPkts is not a number: -2'],
		['an unknown unit', `${titles}TCP  10.1.1.1:80 1 2 3P 4 5\n`, 3, 'OutPkts is not a number: 3P'],
		['a unit alone', `${titles}TCP  10.1.1.1:80 1 2 3 K 5\n`, 3, 'InBytes is not a number: '],
		[
			'a name',
			`${titles}TCP  www:http 1 2 3 4 5\n`,
			3,
			'not a numeric address with a port: www:http',
		],
	])('%s', (_, text, line, reason) => {
		expect(refusalOf(statsListingParser, text)).toEqual({line, reason});
	});

	test('a rate that no number holds exactly', () => {
		const text = `Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS
  -> RemoteAddress:Port
TCP  10.1.1.1:80 0 0 0 9007199254740993 0
`;
		expect(refusalOf(rateListingParser, text)).toEqual({line: 3, reason: 'InBPS is too large'});
	});
});
