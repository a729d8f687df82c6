import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {graphScale, roundStep} from '../../../../source/features/traffic/history/graph-scale.ts';

const heights = fc.integer({min: 2, max: 40});
const values = fc.oneof(
	fc.constant(0),
	fc.nat(1000),
	fc.double({min: 0.02, max: 1e12, noNaN: true}),
);

/** Whether a value is 1, 2 or 5 times a power of ten. */
function isRound(value: number): boolean {
	return ['1', '2', '5'].includes(value.toExponential(6).replace(/\.?0*e.*$/u, ''));
}

describe('the scale of a graph', () => {
	test('has room for the highest value, and ticks that are multiples of a round step', () => {
		fc.assert(
			fc.property(values, heights, fc.constantFrom(0.01, 1), (highest, height, leastStep) => {
				const {top, ticks} = graphScale(highest, height, leastStep);
				expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-6));
				const steps = [...ticks].toSorted(([, one], [, other]) => one - other);
				const [[, step = 0] = []] = steps;
				expect(isRound(step)).toBe(true);
				expect(step).toBeGreaterThanOrEqual(leastStep);
				for (const [index, [row, value]] of steps.entries()) {
					expect(value).toBeCloseTo((index + 1) * step, 9);
					// The upper edge of the row has this value.
					expect(((height - row) * top) / height / value).toBeCloseTo(1, 6);
				}
			}),
		);
	});

	test('counts whole things in whole steps', () => {
		expect([...graphScale(1, 4, 1).ticks.values()].every(Number.isInteger)).toBe(true);
		expect([...graphScale(0, 6, 1).ticks.values()].every(Number.isInteger)).toBe(true);
	});

	test.each([
		[0.13, 0.2],
		[1, 1],
		[11.3, 20],
		[38_800, 50_000],
		[501, 1000],
	])('takes for %d the step %d', (value, step) => {
		expect(roundStep(value)).toBe(step);
	});
});
