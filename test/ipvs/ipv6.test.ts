import {isIPv6} from 'node:net';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {formatIpv6, parseIpv6} from '../../source/ipvs/ipv6.ts';
import {cases} from '../support/random-cases.ts';

describe('the text of eight words is what inet_ntop of glibc prints', () => {
	test.each([
		['0:0:0:0:0:0:0:0', '::'],
		['0:0:0:0:0:0:0:1', '::1'],
		['1:0:0:0:0:0:0:0', '1::'],
		['2001:DB8:0:0:0:0:0:8', '2001:db8::8'],
		['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
		['2001:0:0:1:1:0:0:1', '2001::1:1:0:0:1'],
		['0:7:0:0:0:0:0:0', '0:7::'],
		['0:0:0:0:0:ffff:a00:1', '::ffff:10.0.0.1'],
		['0:0:0:0:0:ffff:0:0', '::ffff:0.0.0.0'],
		['0:0:0:0:0:0:102:304', '::1.2.3.4'],
		['0:0:0:0:0:0:1:0', '::0.1.0.0'],
		['0:0:0:0:0:0:0:100', '::100'],
		['0:0:0:0:0:fffe:a00:1', '::fffe:a00:1'],
		['0:0:0:0:1:ffff:a00:1', '::1:ffff:a00:1'],
	])('%s is %s', (words, text) => {
		expect(formatIpv6(words.split(':').map(word => Number.parseInt(word, 16)))).toBe(text);
	});

	test('is read back as the same words', () => {
		const word = fc.oneof(fc.constantFrom(0, 0xffff), fc.integer({min: 0, max: 0xffff}));
		fc.assert(
			fc.property(fc.array(word, {minLength: 8, maxLength: 8}), words => {
				expect(parseIpv6(formatIpv6(words))).toEqual(words);
			}),
		);
	});
});

describe('spellings', () => {
	test.each([
		['1:2:3:4:5:6:7::', [1, 2, 3, 4, 5, 6, 7, 0]],
		['::2:3:4:5:6:7:8', [0, 2, 3, 4, 5, 6, 7, 8]],
		['64:ff9b::192.0.2.33', [0x64, 0xff9b, 0, 0, 0, 0, 0xc000, 0x221]],
		['FE80::A', [0xfe80, 0, 0, 0, 0, 0, 0, 10]],
	])('%s is read', (text, words) => {
		expect(parseIpv6(text)).toEqual(words);
	});

	test.each([
		'',
		':',
		':::',
		'1::2::3',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'1:2:3:4:5:6:7::8',
		'12345::',
		'g::',
		':1::',
		'1::2:',
		'fe80::1%eth0',
		'::1.2.3',
		'::1.2.3.256',
		'::01.2.3.4',
		'1.2.3.4::',
		'[::1]',
		' ::1',
	])('%s is refused', text => {
		expect(parseIpv6(text)).toBeNull();
	});

	test('of any text, those are read that another implementation takes for an address', () => {
		const piece = fc.oneof(
			fc.constantFrom('', ':', '::', '.', '0', 'ffff', '1.2.3.4', '10.0.0.256', 'g'),
			fc.integer({min: 0, max: 0x1_ffff}).map(number => number.toString(16)),
		);
		fc.assert(
			fc.property(fc.array(piece, {maxLength: 10}), fc.constantFrom(':', ''), (pieces, glue) => {
				const text = pieces.join(glue);
				expect(parseIpv6(text) !== null, text).toBe(isIPv6(text));
			}),
			{numRuns: cases(2000)},
		);
	});
});
