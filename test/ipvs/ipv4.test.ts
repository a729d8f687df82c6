import {isIPv4} from 'node:net';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {formatIpv4, parseIpv4} from '../../source/ipvs/ipv4.ts';

test.each([
	['0.0.0.0', 0],
	['10.0.0.8', 0x0a00_0008],
	['255.255.255.255', 0xffff_ffff],
])('%s is the number %d and back', (text, number) => {
	expect(parseIpv4(text)).toBe(number);
	expect(formatIpv4(number)).toBe(text);
});

test.each([
	'',
	'10.1',
	'1.2.3',
	'1.2.3.4.5',
	'1.2.3.256',
	'010.0.0.1',
	'0x0a.0.0.1',
	'1.2.3.4 ',
	'1..2.3',
	'10.0.0.a',
])('%j is refused, whatever inet_aton would return', text => {
	expect(parseIpv4(text)).toBeNull();
});

test('any number survives, and its text is an address for others too', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 0xffff_ffff}), number => {
			const text = formatIpv4(number);
			expect(isIPv4(text)).toBe(true);
			expect(parseIpv4(text)).toBe(number);
		}),
	);
});
