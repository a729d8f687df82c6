import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {graphRows, smallestGraph} from '../../../../source/features/traffic/history/graph.ts';
import {plotRows} from '../../../../source/features/traffic/history/plot.ts';

const label = (value: number) => String(value);

const ramp = {
	span: 300_000,
	average: [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, null, null, null, 8, 4, 4, 2, 0],
	maximum: [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, null, null, null, 8, 8, 8, 2, 0],
};

describe('a graph', () => {
	test('of braille fills the average, marks the highest, and leaves gaps blank', () => {
		expect(graphRows(ramp, {width: 12, height: 3, style: 'braille', label})).toEqual([
			'10┤⠀⠀⠀⢀⣶⡆⠀⡖⠂',
			' 0┤⣀⣠⣾⣿⣿⡇⠀⣿⣧',
			'  └5 min─now',
		]);
	});

	test('of blocks does so with half as many columns', () => {
		expect(graphRows(ramp, {width: 12, height: 3, style: 'block', label})).toEqual([
			'10┤   ▁▅▅ ▂·',
			' 0┤▁▃▆███ █▄',
			'  └5 min─now',
		]);
	});

	test('has further values at the axis if there is room, and the labels at the right', () => {
		const rows = graphRows(
			{span: 60_000, average: [null], maximum: [null]},
			{width: 20, height: 7, style: 'block', label: value => `${value}k`, highest: 60},
		);
		expect(rows).toEqual([
			'60k┤                ',
			'   │                ',
			'40k┤                ',
			'   │                ',
			'20k┤                ',
			' 0k┤                ',
			'   └1 min────────now',
		]);
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
