import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {axisFigure} from '../../../../source/console/text/figures.ts';
import {graphRows, smallestGraph} from '../../../../source/features/traffic/history/graph.ts';
import {graphScale, roundStep} from '../../../../source/features/traffic/history/graph-scale.ts';
import {plotRows} from '../../../../source/features/traffic/history/plot.ts';

const label = (value: number) => String(value);

/** Eighths of 5, which is a round value. */
function eighths(values: readonly (number | null)[]) {
	return values.map(value => value && (value * 5) / 8);
}

const ramp = {
	span: 300_000,
	average: eighths([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, null, null, null, 8, 4, 4, 2, 0]),
	maximum: eighths([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, null, null, null, 8, 8, 8, 2, 0]),
};

describe('a graph', () => {
	test('of braille fills the average, marks the highest, and leaves gaps blank', () => {
		expect(graphRows(ramp, {width: 12, height: 3, style: 'braille', label})).toEqual([
			'5┤   ⣠⣾⣿ ⢸⠉ ',
			'0┤⣀⣠⣾⣿⣿⣿ ⢸⣿⣄',
			' └5 min──now',
		]);
	});

	test('of blocks does so with half as many columns', () => {
		expect(graphRows(ramp, {width: 12, height: 3, style: 'block', label})).toEqual([
			'5┤   ▃▇█ █· ',
			'0┤▁▃▇███ ██▂',
			' └5 min──now',
		]);
	});

	test('has round values at the rows whose edges they are, and the labels at the right', () => {
		const rows = graphRows(
			{span: 60_000, average: [null], maximum: [null]},
			{width: 20, height: 8, style: 'block', label: axisFigure, highest: 45_000},
		);
		expect(rows).toEqual([
			'   │                ',
			'40k┤                ',
			'   │                ',
			'   │                ',
			'20k┤                ',
			'   │                ',
			'  0┤                ',
			'   └1 min────────now',
		]);
	});

	test('has signs on its time axis at their places', () => {
		const marks = [
			{at: 0.5, isOwn: true},
			{at: 0.7, isOwn: false},
		];
		const rows = graphRows(
			{span: 60_000, average: [null], maximum: [null]},
			{width: 22, height: 3, style: 'block', label: () => '0', marks},
		);
		expect(rows.at(-1)).toBe(' └1 min─────▲───≠──now');
	});

	test('has the requested size, whatever its content', () => {
		const value = fc.option(
			fc.oneof(fc.constant(0), fc.nat(10), fc.double({min: 0, max: 1e15, noNaN: true})),
		);
		fc.assert(
			fc.property(
				fc.array(value, {maxLength: 300}),
				fc.integer({min: smallestGraph.width, max: 200}),
				fc.integer({min: smallestGraph.height, max: 40}),
				fc.constantFrom('braille' as const, 'block' as const),
				(values, width, height, style) => {
					const rows = graphRows(
						{span: 60_000, average: values, maximum: values},
						{width, height, style, label: () => '12.3k'},
					);
					expect(rows).toHaveLength(height);
					expect(rows.every(row => row.length === width)).toBe(true);
				},
			),
		);
	});

	test.each([
		[smallestGraph.width - 1, smallestGraph.height],
		[smallestGraph.width, smallestGraph.height - 1],
	])('is empty in %i cells by %i', (width, height) => {
		expect(graphRows(ramp, {width, height, style: 'braille', label})).toEqual([]);
	});
});

describe('a plot', () => {
	test('distinguishes 0 from unknown', () => {
		const columns = [{average: 0, maximum: 0}, null];
		const size = {width: 2, height: 1, scale: 1};
		expect(plotRows('block', columns, size)).toEqual(['▁ ']);
		expect(plotRows('braille', columns, {...size, width: 1})).toEqual(['⡀']);
	});

	test('is full at its scale and does not leave it above', () => {
		const columns = [
			{average: 8, maximum: 8},
			{average: 80, maximum: 80},
		];
		expect(plotRows('block', columns, {width: 2, height: 2, scale: 8})).toEqual(['██', '██']);
	});
});

describe('the scale of a graph', () => {
	test.each([
		[0, 1],
		[1, 1],
		[1.01, 2],
		[13, 20],
		[45_100, 50_000],
		[Math.fround(0.1), 0.1],
		[0.03, 0.05],
	])('the round step from %d on is %d', (value, step) => {
		expect(graphScale(value, 2, 0.01).top).toBeCloseTo(step, 10);
		expect(value === 0 || roundStep(value) === step).toBe(true);
	});

	test.each([
		[40, 7, 0.01, {0: undefined, 1: 40, 4: 20}],
		[24, 7, 0.01, {1: 30, 3: 20, 5: 10}],
		[3, 6, 1, {0: 3, 2: 2, 4: 1}],
		[0, 6, 1, {0: 1}],
		[0.13, 4, 1, {0: 1}],
	])('up to %d on %i rows', (highest, height, least, ticks) => {
		const scale = graphScale(highest, height, least);
		for (const [row, value] of Object.entries(ticks)) {
			expect(scale.ticks.get(Number(row))).toBe(value);
		}
	});

	const height = fc.integer({min: 2, max: 40});
	const value = fc.double({min: 1e-2, max: 1e15, noNaN: true});

	test('holds the highest value without much waste, with round values exactly at edges of rows', () => {
		fc.assert(
			fc.property(value, height, (highest, rows) => {
				const {top, ticks} = graphScale(highest, rows, 0.01);
				expect(top).toBeGreaterThanOrEqual(highest * (1 - 1e-5));
				expect(top).toBeLessThanOrEqual(Math.max(highest, 0.01) * 2.6);
				expect(ticks.size).toBeGreaterThan(0);
				expect(ticks.size).toBeLessThanOrEqual(4);
				for (const [row, tick] of ticks) {
					expect((top * (rows - row)) / rows / tick).toBeCloseTo(1, 9);
					expect(axisFigure(tick)).toMatch(/^(?:0\.\d\d?|\d{1,3}|\d\.\d)[kMGTP]?$/);
				}

				const steps = [...ticks.values()];
				expect(String(Math.min(...steps).toExponential())).toMatch(/^[125]e/);
			}),
		);
	});

	test('of whole things has whole values', () => {
		fc.assert(
			fc.property(fc.double({min: 0, max: 1e6, noNaN: true}), height, (highest, rows) => {
				for (const tick of graphScale(highest, rows, 1).ticks.values()) {
					expect(Number.isInteger(tick)).toBe(true);
				}
			}),
		);
	});
});
