import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Column, ColumnWidth} from '../../../source/console/table/column.ts';
import {placeColumns} from '../../../source/console/table/place-columns.ts';
import {piece} from '../../../source/console/text/paint.ts';

function column(
	id: string,
	changes: Partial<Column<string, null>> = {},
): Column<string, null> & {readonly width: ColumnWidth} {
	return {
		...{id, title: id, meaning: '', align: 'left', priority: 1},
		cell: row => piece(row),
		...changes,
		width: typeof changes.width === 'object' ? changes.width : {least: 5},
	};
}

function place(
	columns: readonly Column<string, null>[],
	cells: number,
	sorted: string | null = null,
) {
	return placeColumns(columns, {rows: [], context: null, cells}, sorted);
}

const columnsArbitrary = fc
	.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {minLength: 1})
	.chain(ids =>
		fc.tuple(
			...ids.map(id =>
				fc
					.record({
						least: fc.integer({min: 1, max: 20}),
						more: fc.integer({min: 0, max: 30}),
						priority: fc.integer({min: 1, max: 9}),
						isSpare: fc.boolean(),
					})
					.map(({least, more, ...rest}) =>
						column(id, {width: {least, wanted: least + more}, ...rest}),
					),
			),
		),
	);

test('columns never take more cells than there are, and never fewer than they need', () => {
	fc.assert(
		fc.property(columnsArbitrary, fc.integer({min: 10, max: 200}), (columns, cells) => {
			const placed = place(columns, cells);
			expect(placed.reduce((sum, {width}) => sum + width + 1, 0)).toBeLessThanOrEqual(cells);
			for (const {column: placedColumn, width} of placed) {
				const asked = columns.find(({id}) => id === placedColumn.id)?.width;
				expect(width).toBeGreaterThanOrEqual(asked?.least ?? Number.NaN);
				expect(width).toBeLessThanOrEqual(asked?.wanted ?? Number.NaN);
			}
		}),
	);
});

test('the sorted column has room for its arrow, besides the blank before it', () => {
	const columns = [column('name'), column('active', {width: {least: 6}})];
	expect(place(columns, 13).map(({width}) => width)).toEqual([5, 6]);
	expect(place(columns, 14, 'active').map(({width}) => width)).toEqual([5, 7]);
});

test('the least important column gives way first, but never the sort column', () => {
	const columns = [
		column('a', {priority: 3}),
		column('b', {priority: 1}),
		column('c', {priority: 2}),
	];
	const names = (sorted: string | null) => place(columns, 12, sorted).map(({column: {id}}) => id);
	expect(names(null)).toEqual(['b', 'c']);
	expect(names('c')).toEqual(['b', 'c']);
	expect(names('a')).toEqual(['a', 'b']);
});

test('short texts are whole before long ones grow', () => {
	const columns = [
		column('long', {width: {least: 5, needed: 40}}),
		column('short', {width: {least: 5, needed: 8}}),
	];
	expect(place(columns, 22).map(({width}) => width)).toEqual([12, 8]);
});

test('a spare column takes no room that another column needs', () => {
	const columns = [column('a', {width: {least: 5, needed: 10}}), column('note', {isSpare: true})];
	expect(place(columns, 14)).toHaveLength(1);
	expect(place(columns, 17)).toHaveLength(2);
});
