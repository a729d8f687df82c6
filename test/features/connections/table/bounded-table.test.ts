import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {BoundedTable} from '../../../../source/features/connections/table/bounded-table.ts';
import {cases} from '../../../support/random-cases.ts';

function counted(keys: readonly number[], limit: number) {
	const table = new BoundedTable({keyWords: 2, values: 1, limit, seed: 0x1234_5678});
	for (const key of keys) {
		table.key[0] = key;
		table.key[1] = -key;
		const entry = table.count();
		table.setValue(entry, 0, key);
	}

	return table;
}

function truth(keys: readonly number[]): ReadonlyMap<number, number> {
	const counts = new Map<number, number>();
	for (const key of keys) {
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}

	return counts;
}

/** Frequent keys among many keys that occur once. */
const keys = fc
	.tuple(
		fc.array(fc.nat(3), {maxLength: 300}),
		fc.uniqueArray(fc.integer({min: 10}), {maxLength: 3000, minLength: 1000}),
		fc.infiniteStream(fc.nat(9)),
	)
	.map(([often, once, mixing]) => {
		const mixed: number[] = [];
		const rest = [...once];
		for (const key of often) {
			const [many = 0] = mixing.take(1);
			mixed.push(key, ...rest.splice(0, many));
		}

		return [...mixed, ...rest];
	});

describe('a table of counts', () => {
	test('counts exactly up to its limit, and keeps each key’s values', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: -500, max: 500})), all => {
				const table = counted(all, 2000);
				const found = new Map(
					[...table.entries()].map(entry => [table.keyWord(entry, 0), table.countOf(entry)]),
				);
				expect(found).toEqual(truth(all));
				expect(table.forgotten).toBe(0);
				expect(
					[...table.entries()].every(entry => table.value(entry, 0) === table.keyWord(entry, 0)),
				).toBe(true);
				expect([...table.entries()].every(entry => table.errorOf(entry) === 0)).toBe(true);
			}),
		);
	});

	test('beyond its limit gives bounds of the true count, and loses no frequent key', () => {
		fc.assert(
			fc.property(keys, all => {
				const limit = 512;
				const table = counted(all, limit);
				const real = truth(all);
				expect(table.size).toBeLessThanOrEqual(limit);
				const held = new Set<number>();
				for (const entry of table.entries()) {
					const key = table.keyWord(entry, 0);
					const times = real.get(key) ?? 0;
					held.add(key);
					expect(table.countOf(entry)).toBeLessThanOrEqual(times);
					expect(table.countOf(entry) + table.errorOf(entry)).toBeGreaterThanOrEqual(times);
					expect(table.value(entry, 0)).toBe(key);
				}

				for (const [key, times] of real) {
					if (times > table.forgotten) {
						expect(held).toContain(key);
					}
				}
			}),
			{numRuns: cases(20)},
		);
	});
});
