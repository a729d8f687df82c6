import fc from 'fast-check';
import {expect, it} from 'vitest';
import {inOrder} from '../../../source/director/reading/ordered-rows.ts';

const byNumber = (one: {key: number}, other: {key: number}) => one.key - other.key;

function finish<T>(steps: Generator<void, T>): T {
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

const keys = fc.uniqueArray(fc.integer({min: 0, max: 200}), {maxLength: 60});

it('returns the rows in order, whatever was there before', () => {
	fc.assert(
		fc.property(keys, keys, (now, earlier) => {
			const rows = new Map(now.map(key => [String(key), {key}]));
			const before = new Set(earlier.toSorted((a, b) => a - b).map(String));
			const ordered = finish(inOrder(rows, before, byNumber));
			expect(ordered.map(({key}) => key)).toEqual(now.toSorted((a, b) => a - b));
		}),
	);
});

it('compares nothing if no row is new', () => {
	const rows = new Map(['3', '1', '2'].map(id => [id, {key: Number(id)}]));
	const ordered = inOrder(rows, new Set(['1', '2', '3', '4']), () => {
		throw new Error('compared');
	});
	expect(finish(ordered).map(({key}) => key)).toEqual([1, 2, 3]);
});
