import {expect, test} from 'vitest';
import {countOf, fullFigure} from '../../source/text/figures.ts';

test('a count in full is exact', () => {
	expect(fullFigure(9_007_199_254_740_993n)).toBe('9,007,199,254,740,993');
	expect(fullFigure(999)).toBe('999');
});

test.each([
	[0, '0 servers'],
	[1, '1 server'],
	[2, '2 servers'],
	[1500, '1,500 servers'],
])('%d is shown as %s', (count, text) => {
	expect(countOf(count, 'server')).toBe(text);
});
