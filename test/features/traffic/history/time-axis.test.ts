import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {timeAxis} from '../../../../source/features/traffic/history/time-axis.ts';

const own = (at: number) => ({at, isOwn: true});
const others = (at: number) => ({at, isOwn: false});

describe('the time axis', () => {
	test('has a sign for each change, and another one for a plan and a change by others in one cell', () => {
		expect(timeAxis(300_000, 20, [own(0.3), own(0.32), others(0.5), others(0.7), own(0.72)])).toBe(
			'5 min─▲───≠───◆──now',
		);
		expect(timeAxis(300_000, 20, [own(0.72), others(0.7), own(0.7)])).toBe('5 min─────────◆──now');
	});

	test('gives up a label whose cells have a sign', () => {
		expect(timeAxis(60_000, 20, [own(0.1)])).toBe('──▲──────────────now');
		expect(timeAxis(60_000, 20, [others(0.9)])).toBe('1 min─────────────≠─');
	});

	test('has changes since the last reading at its end, and none of before its begin', () => {
		expect(timeAxis(60_000, 20, [own(1.01), others(-0.01)])).toBe('1 min──────────────▲');
	});

	test('has exactly its width, whatever the changes are', () => {
		const marks = fc.array(
			fc.record({at: fc.double({min: -2, max: 3, noNaN: true}), isOwn: fc.boolean()}),
		);
		fc.assert(
			fc.property(fc.integer({min: 0, max: 60}), marks, (width, all) => {
				expect([...timeAxis(300_000, width, all)]).toHaveLength(width);
			}),
		);
	});
});
