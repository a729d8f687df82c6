import {describe, expect, test} from 'vitest';
import {unknownTraffic} from '../../../../source/features/traffic/history/metric.ts';
import {
	createTrafficSeries,
	trafficSpans,
} from '../../../../source/features/traffic/history/traffic-series.ts';
import {windowFigures} from '../../../../source/features/traffic/history/traffic-window.ts';

/** A value every 2 s: `value` of the sample's number. */
function seriesOf(samples: number, value: (sample: number) => number | null) {
	const series = createTrafficSeries();
	for (let sample = 0; sample < samples; sample += 1) {
		series.add(sample * 2000, (sample + 1) * 2000, {
			...unknownTraffic,
			inBytes: value(sample),
		});
	}

	return {
		now: samples * 2000,
		window: (span: number, points: number, now = samples * 2000) =>
			series.window('inBytes', {span, now, points}),
	};
}

describe('a window', () => {
	test('of a minute has a point for each refresh of the counters', () => {
		const {average, maximum, span} = seriesOf(100, sample => sample).window(60_000, 160);
		expect(span).toBe(60_000);
		expect(average).toEqual(Array.from({length: 30}, (_, index) => 70 + index));
		expect(maximum).toEqual(average);
	});

	test('keeps averages and highest values with fewer points', () => {
		const {average, maximum} = seriesOf(150, sample => (sample % 10 === 0 ? 11 : 1)).window(
			300_000,
			15,
		);
		expect(average).toEqual(Array.from({length: 15}, () => 2));
		expect(maximum).toEqual(Array.from({length: 15}, () => 11));
	});

	test.each(trafficSpans)('of %i ms is unknown before the beginning', span => {
		const {average} = seriesOf(15, () => 1).window(span, 1000);
		expect(average.at(-1)).toBe(1);
		expect(average[0]).toBeNull();
	});

	test('of an hour still has its beginning, which shorter ones have forgotten', () => {
		const hour = seriesOf(1800, sample => (sample < 30 ? 9 : 1));
		expect(hour.window(3_600_000, 60).average[0]).toBe(9);
		expect(hour.window(3_600_000, 60).average[1]).toBe(1);
		expect(Math.max(...hour.window(900_000, 60).maximum.map(value => value ?? 0))).toBe(1);
	});

	test('ends with a gap if nothing came for some time', () => {
		const {window, now} = seriesOf(30, () => 1);
		expect(window(60_000, 30, now + 20_000).average.slice(-11)).toEqual([
			1,
			...Array.from({length: 10}, () => null),
		]);
	});

	test('moves on by whole points, so that a graph does not flicker', () => {
		const {window, now} = seriesOf(450, sample => sample % 37);
		// 450 slots in 50 points: nine slots per point.
		const before = window(900_000, 50, now).average;
		const same = window(900_000, 50, now - 2000).average;
		expect(same.slice(1, -1)).toEqual(before.slice(1, -1));
	});
});

describe('figures of a window', () => {
	test('are the lowest value, the mean of the averages and the highest value', () => {
		expect(
			windowFigures({average: [2, null, 4], maximum: [3, null, 9], minimum: [1, null, 4]}),
		).toEqual({
			minimum: 1,
			average: 3,
			maximum: 9,
		});
	});

	test('of numbers of things are numbers that were read, however many points there are', () => {
		const series = createTrafficSeries();
		for (let at = 0; at < 300; at += 3) {
			const activeConnections = at % 60 === 0 ? 0 : 3 + (at % 5);
			series.add(at * 1000, (at + 3) * 1000, {...unknownTraffic, activeConnections});
		}

		for (const points of [7, 40, 150, 400]) {
			const window = series.window('activeConnections', {span: 300_000, now: 300_000, points});
			expect(windowFigures(window)).toMatchObject({minimum: 0, maximum: 7});
		}
	});

	test('are unknown if nothing is known', () => {
		expect(windowFigures({average: [null], maximum: [null], minimum: [null]})).toBeNull();
	});
});

test('the scale of a graph is held for as long again as the graph shows, and no longer', () => {
	const series = createTrafficSeries();
	for (let at = 0; at < 300; at += 2) {
		series.add(at * 1000, (at + 2) * 1000, {...unknownTraffic, inBytes: at < 20 ? 90 : 10});
	}

	const at = (seconds: number) => series.highest('inBytes', {span: 60_000, now: seconds * 1000});
	expect(at(100)).toBe(90);
	expect(at(138)).toBe(90);
	expect(at(142)).toBe(10);
	expect(at(10_000)).toBeNull();
});
