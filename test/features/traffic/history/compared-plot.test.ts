import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {comparedPlot} from '../../../../source/features/traffic/history/compared-plot.ts';
import type {PlotStyle} from '../../../../source/features/traffic/history/plot.ts';

const at = (value: number) => ({average: value, maximum: value});

describe('a graph that is compared', () => {
	test('on one line differs between unknown, nothing and little', () => {
		const columns = [null, at(0), at(0.001), at(50), at(100)];
		expect(comparedPlot(columns, {style: 'block', lines: 1, width: 5, scale: 100})).toEqual([
			' ▁▂▅█',
		]);
	});

	test.each<[PlotStyle, number]>([
		['braille', 2],
		['block', 2],
		['braille', 4],
		['block', 4],
	])('of %s on %d lines does not touch the one above or below', (style, lines) => {
		const columns = Array.from({length: style === 'braille' ? 6 : 3}, () => at(100));
		const plot = comparedPlot(columns, {style, lines, width: 3, scale: 100});
		expect(plot).toHaveLength(lines);
		const [first, last] = [plot[0], plot.at(-1)];
		expect(lines === 2 ? first : last).toBe(
			lines > 2 ? '   ' : style === 'braille' ? '⣶⣶⣶' : '▇▇▇',
		);
	});

	test('has its size, whatever its content', () => {
		const values = fc.array(fc.option(fc.double({min: 0, max: 1e9, noNaN: true})), {
			minLength: 8,
			maxLength: 8,
		});
		fc.assert(
			fc.property(values, fc.integer({min: 1, max: 8}), (all, lines) => {
				const columns = all.map(value => (value === null ? null : at(value)));
				const plot = comparedPlot(columns, {style: 'block', lines, width: 8, scale: 1000});
				expect(plot.map(row => [...row].length)).toEqual(Array.from({length: lines}, () => 8));
			}),
		);
	});
});
