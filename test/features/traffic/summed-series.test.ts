/** The sum of several histories. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {unknownTraffic} from '../../../source/features/traffic/history/metric.ts';
import {createTrafficSeries} from '../../../source/features/traffic/history/traffic-series.ts';
import {summedSeries} from '../../../source/features/traffic/summed-series.ts';

const second = 1000;

/** A history with these values, one for each ten seconds; null is a gap. */
function seriesOf(values: readonly (number | null)[]) {
	const made = createTrafficSeries();
	for (const [index, connections] of values.entries()) {
		made.add(index * 10 * second, (index + 1) * 10 * second, {...unknownTraffic, connections});
	}

	return made;
}

const view = {span: 60 * second, now: 60 * second, points: 6} as const;
const values = fc.array(fc.option(fc.integer({min: 0, max: 1000})), {minLength: 6, maxLength: 6});

test('at each point it is the sum, and unknown if one of them is', () => {
	fc.assert(
		fc.property(fc.array(values, {minLength: 1, maxLength: 4}), all => {
			const sum = summedSeries(all.map(seriesOf))?.window('connections', view).average;
			expect(sum).toHaveLength(6);
			for (const [point, value] of (sum ?? []).entries()) {
				const there = all.map(each => each[point] ?? null);
				const expected = there.includes(null)
					? null
					: there.reduce<number>((total, each) => total + (each ?? 0), 0);
				expect(value === null ? null : Math.round(value)).toBe(expected);
			}
		}),
	);
});

test('the scale of its graph has room for the highest sum, not for highest values of different times', () => {
	const both = summedSeries([seriesOf([0, 0, 900, 0, 0, 0]), seriesOf([0, 0, 0, 0, 700, 0])]);
	expect(both?.highest('connections', view)).toBe(900);
	expect(Math.max(...(both?.window('connections', view).maximum ?? []).map(Number))).toBe(900);
});

test('without one of the histories there is none, and of one it is that one', () => {
	const one = seriesOf([1, 2, 3, 4, 5, 6]);
	expect(summedSeries([one])).toBe(one);
	expect(summedSeries([one, null])).toBeNull();
	expect(summedSeries([])).toBeNull();
});

test('it begins when all of them have begun', () => {
	const [one, late] = [createTrafficSeries(), createTrafficSeries()];
	one.add(0, second, unknownTraffic);
	expect(summedSeries([one, late])?.begun).toBeNull();
	late.add(5 * second, 6 * second, unknownTraffic);
	expect(summedSeries([one, late])?.begun).toBe(5 * second);
});
