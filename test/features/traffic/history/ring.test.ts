import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createRing} from '../../../../source/features/traffic/history/ring.ts';

const step = 2000;

function ringOf(
	samples: readonly (readonly [from: number, to: number, value: number])[],
	slots = 5,
) {
	const ring = createRing({step, slots, metrics: 1});
	for (const [from, to, value] of samples) {
		ring.add(from, to, [value]);
	}

	return {
		averages: (first: number, last: number) =>
			Array.from({length: last - first + 1}, (_, index) => ring.average(first + index, 0)),
		maxima: (first: number, last: number) =>
			Array.from({length: last - first + 1}, (_, index) => ring.maximum(first + index, 0)),
	};
}

describe('a ring', () => {
	test('holds the average over the time of each slot, and its highest value', () => {
		const ring = ringOf([
			[0, 500, 8],
			[500, 2000, 4],
			[2000, 4000, 1],
		]);
		expect(ring.averages(0, 1)).toEqual([5, 1]);
		expect(ring.maxima(0, 1)).toEqual([8, 1]);
	});

	test('holds the lowest value of a slot for gauges only', () => {
		const ring = createRing({step, slots: 5, metrics: 2, gauges: 1});
		ring.add(0, 500, [8, 8]);
		ring.add(500, 2000, [4, 4]);
		ring.add(2000, 4000, [1, 1]);
		expect([ring.minimum(0, 0), ring.minimum(0, 1)]).toEqual([5, 4]);
		expect([ring.minimum(1, 1), ring.minimum(2, 1)]).toEqual([1, Number.NaN]);
		ring.add(4000, 16_000, [2, 2]);
		expect([ring.minimum(0, 1), ring.minimum(7, 1)]).toEqual([Number.NaN, 2]);
	});

	test('spreads a value over all slots that it covers', () => {
		const ring = ringOf([[1000, 7000, 3]]);
		expect(ring.averages(-1, 4)).toEqual([Number.NaN, 3, 3, 3, 3, Number.NaN]);
	});

	test('leaves a gap if nothing was added, and for an unknown value', () => {
		const ring = ringOf([
			[0, 2000, 1],
			[2000, 4000, Number.NaN],
			[6000, 8000, 2],
		]);
		expect(ring.averages(0, 3)).toEqual([1, Number.NaN, Number.NaN, 2]);
		expect(ring.maxima(0, 3)).toEqual([1, Number.NaN, Number.NaN, 2]);
	});

	test('averages the known part of a slot', () => {
		expect(ringOf([[1500, 2000, 7]]).averages(0, 0)).toEqual([7]);
		expect(
			ringOf([
				[0, 1000, Number.NaN],
				[1000, 2000, 7],
			]).averages(0, 0),
		).toEqual([7]);
	});

	test('forgets what is older than its slots', () => {
		const ring = ringOf([
			[0, 10_000, 1],
			[10_000, 14_000, 2],
		]);
		expect(ring.averages(0, 7)).toEqual([Number.NaN, Number.NaN, 1, 1, 1, 2, 2, Number.NaN]);
	});

	test('forgets everything after a long pause', () => {
		const ring = ringOf([
			[0, 10_000, 1],
			[1_000_000, 1_002_000, 2],
		]);
		expect(ring.averages(496, 500)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 2]);
		expect(ring.averages(0, 4).every(Number.isNaN)).toBe(true);
	});

	test('does not go back in time', () => {
		const ring = ringOf([
			[0, 4000, 1],
			[1000, 4000, 100],
			[3000, 6000, 3],
		]);
		expect(ring.averages(0, 2)).toEqual([1, 1, 3]);
	});

	test('keeps several metrics apart', () => {
		const ring = createRing({step, slots: 3, metrics: 2});
		ring.add(0, 2000, [1, Number.NaN]);
		ring.add(2000, 4000, [Number.NaN, 20]);
		expect([ring.average(0, 0), ring.average(0, 1)]).toEqual([1, Number.NaN]);
		expect([ring.average(1, 0), ring.average(1, 1)]).toEqual([Number.NaN, 20]);
	});

	test('has the averages that an obvious implementation has', () => {
		const samples = fc
			.array(fc.tuple(fc.integer({min: 1, max: 5000}), fc.nat(1000)), {minLength: 1, maxLength: 40})
			.map(parts => {
				let time = 0;
				return parts.map(([duration, value]) => {
					const from = time;
					time += duration;
					return [from, time, value] as const;
				});
			});
		fc.assert(
			fc.property(samples, all => {
				const slots = 200;
				const ring = ringOf(all, slots);
				const end = all.at(-1)?.[1] ?? 0;
				for (let slot = 0; slot < Math.ceil(end / step); slot += 1) {
					let sum = 0;
					let known = 0;
					let highest = 0;
					for (const [from, to, value] of all) {
						const overlap = Math.min(to, (slot + 1) * step) - Math.max(from, slot * step);
						if (overlap > 0) {
							sum += value * overlap;
							known += overlap;
							highest = Math.max(highest, value);
						}
					}

					expect(ring.averages(slot, slot)[0]).toBeCloseTo(sum / known, 1);
					expect(ring.maxima(slot, slot)).toEqual([highest]);
				}
			}),
		);
	});
});
