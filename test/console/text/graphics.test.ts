import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {shareBar, sparkline} from '../../../source/console/text/graphics.ts';

test('the highest value fills its cell, and the newest is at the right', () => {
	expect(sparkline([0, 1, 4, 8], 6)).toBe('  ▁▁▄█');
});

test('only the last values are shown', () => {
	expect(sparkline([8, 8, 8, 1, 2], 2)).toBe('▄█');
});

test('an unknown value is a gap', () => {
	expect(sparkline([8, null, 8], 3)).toBe('█ █');
});

test('without any traffic the graph lies flat', () => {
	expect(sparkline([0, 0], 2)).toBe('▁▁');
	expect(sparkline([], 3)).toBe('   ');
	expect(sparkline([1], 0)).toBe('');
});

test.each([
	[0, '    '],
	[0.0001, '▏   '],
	[0.25, '█   '],
	[0.5, '██  '],
	[0.55, '██▎ '],
	[1, '████'],
])('the part %d of four cells is %s', (part, bar) => {
	expect(shareBar(part, 4)).toBe(bar);
});

test('a bar always takes its cells', () => {
	fc.assert(
		fc.property(
			fc.double({min: 0, max: 1, noNaN: true}),
			fc.integer({min: 1, max: 40}),
			(part, width) => {
				expect(stringWidth(shareBar(part, width))).toBe(width);
			},
		),
	);
});
