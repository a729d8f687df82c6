import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createTopList} from '../../../../source/features/connections/table/top-list.ts';

test('keeps the first of all offered items, in order', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.integer()), fc.nat(20), (numbers, limit) => {
			const list = createTopList<number>(limit, (one, other) => one - other);
			for (const number of numbers) {
				list.add(number);
			}

			const sorted = numbers.toSorted((one, other) => one - other);
			expect(list.sorted()).toEqual(sorted.slice(0, limit));
			const last = sorted[limit - 1];
			expect(
				numbers.every(
					number =>
						list.fits(number) === (last === undefined ? limit > numbers.length : number < last),
				),
			).toBe(true);
		}),
	);
});
