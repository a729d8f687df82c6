import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	placeSized,
	type SizedColumn,
	sizedRow,
	sizedTitles,
} from '../../../source/console/table/sized-columns.ts';
import {piece} from '../../../source/console/text/paint.ts';
import {textWidth} from '../../../source/console/text/text.ts';

function column(id: string, changes: Partial<SizedColumn<string>> = {}): SizedColumn<string> {
	return {
		...{id, title: id, align: 'left', priority: 1, least: 5, wanted: 5, cut: 'end'},
		cell: row => piece(row),
		...changes,
	};
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
					.map(({least, more, ...rest}) => column(id, {least, wanted: least + more, ...rest})),
			),
		),
	);

test('columns never take more cells than there are, and never fewer than they need', () => {
	fc.assert(
		fc.property(columnsArbitrary, fc.integer({min: 10, max: 200}), (columns, cells) => {
			const placed = placeSized(columns, cells, null);
			expect(placed.reduce((sum, {width}) => sum + width + 1, 0)).toBeLessThanOrEqual(cells);
			for (const {
				column: {least, wanted},
				width,
			} of placed) {
				expect(width).toBeGreaterThanOrEqual(least);
				expect(width).toBeLessThanOrEqual(wanted);
			}
		}),
	);
});

test('titles and rows stand below each other', () => {
	fc.assert(
		fc.property(columnsArbitrary, fc.string({unit: 'grapheme-ascii'}), (columns, text) => {
			const placed = placeSized(columns, 80, null);
			const cells = sizedRow(text, placed, {isCursor: false, columns: 80});
			const titles = sizedTitles(placed, {column: 'a', descending: true});
			expect(cells.map(cell => textWidth(cell.text))).toEqual(
				titles.map(title => textWidth(title.text)),
			);
		}),
	);
});

test('the least important gives way first, but never what is sorted by', () => {
	const columns = [
		column('a', {priority: 3}),
		column('b', {priority: 1}),
		column('c', {priority: 2}),
	];
	const names = (sorted: string | null) =>
		placeSized(columns, 12, sorted).map(({column: {id}}) => id);
	expect(names(null)).toEqual(['b', 'c']);
	expect(names('a')).toEqual(['a', 'b']);
});

test('short texts are whole before long ones grow', () => {
	const columns = [column('long', {wanted: 40}), column('short', {wanted: 8})];
	expect(placeSized(columns, 22, null).map(({width}) => width)).toEqual([12, 8]);
});

test('what only takes spare room takes none that another column needs', () => {
	const columns = [column('a', {wanted: 10}), column('note', {isSpare: true})];
	expect(placeSized(columns, 14, null)).toHaveLength(1);
	expect(placeSized(columns, 17, null)).toHaveLength(2);
});
