import fc from 'fast-check';
import {expect, test} from 'vitest';
import {nameWidths, placeColumns} from '../../../source/features/services/column-layout.ts';
import {columns} from '../../../source/features/services/columns.ts';
import {sortColumns} from '../../../source/features/services/sort-rows.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';

const ids = (cells: number, names = {longest: 24, needed: 24}): readonly string[] =>
	placeColumns(columns, cells, names, 'service').map(({column}) => column.id);

test('a terminal of 80 columns has all that is needed every day', () => {
	expect(ids(79)).toEqual([
		...['service', 'via', 'weight', 'active', 'inactive'],
		...['connections', 'in', 'out', 'state'],
	]);
});

test('on a narrow terminal the least important columns give way first', () => {
	expect(ids(59)).toEqual(['service', 'via', 'weight', 'active', 'connections', 'state']);
	expect(ids(58)).toEqual(['service', 'weight', 'active', 'connections', 'state']);
});

test('a wide terminal has every column', () => {
	expect(ids(199)).toEqual(columns.map(({id}) => id));
});

test('every column but the trend can be sorted by, and every sort column is a column', () => {
	expect(
		columns
			.map(({id}) => id)
			.filter(id => id !== 'trend')
			.toSorted(),
	).toEqual(sortColumns.toSorted());
});

test('the columns never take more than there is, and the one that is sorted by is there', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 59, max: 300}),
			fc.integer({min: 10, max: 60}),
			fc.constantFrom(...sortColumns),
			(cells, longest, sorted) => {
				const placed = placeColumns(
					columns,
					cells,
					{longest, needed: Math.min(longest, 28)},
					sorted,
				);
				const used = placed.reduce((sum, {width}) => sum + width + 1, -1);
				expect(used).toBeLessThanOrEqual(cells);
				expect(placed.map(({column}) => column.id)).toContain(sorted);
			},
		),
	);
});

test('names take the same room whatever is shown of the table', () => {
	expect(nameWidths(sampleDirector())).toEqual({longest: 45, needed: 25});
	const short = director([service('tcp:10.1.1.1:80', [server('10.0.0.1:8080')])]);
	expect(nameWidths(short)).toEqual({longest: 17, needed: 17});
	expect(nameWidths(null)).toEqual({longest: 0, needed: 0});
});

test('a long name has its room before a column that is only nice to have', () => {
	const placed = placeColumns(columns, 119, {longest: 45, needed: 25}, 'service');
	expect(placed[0]?.width).toBe(45);
});
