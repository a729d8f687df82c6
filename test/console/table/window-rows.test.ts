import fc from 'fast-check';
import {expect, test} from 'vitest';
import {clampScroll, windowRows, windowTop} from '../../../source/console/table/window-rows.ts';
import {cases} from '../../support/random-cases.ts';

const window = fc
	.record({
		count: fc.integer({min: 1, max: 50_000}),
		height: fc.integer({min: 1, max: 100}),
		place: fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true}),
		top: fc.integer({min: -100, max: 60_000}),
	})
	.map(({count, height, place, top}) => ({
		count,
		height,
		cursor: Math.floor(place * count),
		top,
	}));

test('the cursor is always on the screen', () => {
	fc.assert(
		fc.property(window, made => {
			const top = windowTop(made);
			expect(made.cursor).toBeGreaterThanOrEqual(top);
			expect(made.cursor).toBeLessThan(top + made.height);
		}),
	);
});

test('no room stays empty while there are rows to fill it', () => {
	fc.assert(
		fc.property(window, made => {
			const rows = Array.from({length: made.count}, (_, index) => index);
			const shown = windowRows(rows, windowTop(made), made.height);
			expect(shown).toHaveLength(Math.min(made.count, made.height));
		}),
		{numRuns: cases(50)},
	);
});

test('the window does not move while the cursor moves inside it', () => {
	expect(windowTop({count: 100, height: 10, cursor: 25, top: 20})).toBe(20);
	expect(windowTop({count: 100, height: 10, cursor: 29, top: 20})).toBe(20);
	expect(windowTop({count: 100, height: 10, cursor: 30, top: 20})).toBe(21);
	expect(windowTop({count: 100, height: 10, cursor: 19, top: 20})).toBe(19);
});

test('a text is not scrolled past its end', () => {
	expect(clampScroll(7, 10, 5)).toBe(5);
	expect(clampScroll(-1, 10, 5)).toBe(0);
	expect(clampScroll(3, 4, 5)).toBe(0);
});
