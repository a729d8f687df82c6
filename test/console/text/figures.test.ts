import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	countFigure,
	rateFigure,
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

test.each([
	[{perSecond: 44_321, isKernels: false}, 5, '44.3k'],
	[{perSecond: 44_321, isKernels: true}, 6, '~44.3k'],
	[{perSecond: 44_321, isKernels: true}, 5, '~44k'],
	[{perSecond: 9.96, isKernels: true}, 5, '~9.96'],
	[{perSecond: 99.6, isKernels: true}, 4, '~100'],
	[{perSecond: 1234, isKernels: true}, 5, '~1.2k'],
	[{perSecond: 0, isKernels: true}, 5, '~0'],
	[null, 5, '–'],
])('the rate %j is in %d cells %s', (rate, width, text) => {
	expect(rateFigure(rate, width)).toBe(text);
});

test('a rate fits its column, whatever its source', () => {
	fc.assert(
		fc.property(
			fc.double({min: 0, max: 9e20, noNaN: true}),
			fc.boolean(),
			fc.integer({min: 5, max: 9}),
			(perSecond, isKernels, width) => {
				expect(rateFigure({perSecond, isKernels}, width).length).toBeLessThanOrEqual(width);
			},
		),
	);
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

test('traffic is in bits unless bytes are chosen', () => {
	expect(trafficFigure(5637.5, 'bits')).toBe('45.1k');
	expect(trafficFigure(5637.5, 'bytes')).toBe('5.64k');
	expect(trafficText(5637.5, 'bits')).toBe('45.1 kb/s');
	expect(trafficText(5637.5, 'bytes')).toBe('5.64 kB/s');
	expect(trafficText(0, 'bits')).toBe('0 b/s');
});
