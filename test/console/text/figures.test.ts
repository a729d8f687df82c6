import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	countFigure,
	duration,
	fullFigure,
	intervalText,
	shortFigure,
	trafficFigure,
	trafficText,
} from '../../../source/console/text/figures.ts';

test.each([
	[0, '0'],
	[0.001, '0.00'],
	[0.5, '0.50'],
	[6.5, '6.50'],
	[9.994, '9.99'],
	[9.996, '10.0'],
	[13, '13.0'],
	[45.12, '45.1'],
	[99.96, '100'],
	[451.2, '451'],
	[999.4, '999'],
	[999.6, '1.00k'],
	[1234, '1.23k'],
	[45_123, '45.1k'],
	[999_600, '1.00M'],
	[5e9, '5.00G'],
	[2e18, '2.00E'],
])('%d is short for %s', (value, text) => {
	expect(shortFigure(value)).toBe(text);
});

test('a figure never takes more than five cells, so that columns do not jump', () => {
	fc.assert(
		fc.property(fc.double({min: 0, max: 9e20, noNaN: true}), value => {
			expect(shortFigure(value).length).toBeLessThanOrEqual(5);
		}),
	);
});

test.each([
	[99_999, 5, '99999'],
	[100_000, 5, '100k'],
	[65_535, 6, '65535'],
	[2_147_483_647, 6, '2.15G'],
	[18_446_744_073_709_551_615n, 10, '18.4E'],
] as const)('%d in %i cells is %s', (count, width, text) => {
	expect(countFigure(count, width)).toBe(text);
});

test('a count in full is exact', () => {
	expect(fullFigure(9_007_199_254_740_993n)).toBe('9,007,199,254,740,993');
	expect(fullFigure(999)).toBe('999');
});

test('traffic is in bits unless bytes are chosen', () => {
	expect(trafficFigure(5637.5, 'bits')).toBe('45.1k');
	expect(trafficFigure(5637.5, 'bytes')).toBe('5.64k');
	expect(trafficText(5637.5, 'bits')).toBe('45.1 kb/s');
	expect(trafficText(5637.5, 'bytes')).toBe('5.64 kB/s');
	expect(trafficText(0, 'bits')).toBe('0 b/s');
});

test.each([
	[0, '0s'],
	[59_999, '59s'],
	[65_000, '1m05s'],
	[3_600_000, '1h00m'],
	[90_000_000, '1d01h'],
])('%d ms are %s', (milliseconds, text) => {
	expect(duration(milliseconds)).toBe(text);
});

test('intervals are told in seconds', () => {
	expect(intervalText(2000)).toBe('2s');
	expect(intervalText(500)).toBe('0.5s');
});
