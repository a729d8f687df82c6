import {expect, test} from 'vitest';
import type {Column} from '../../../source/console/table/column.ts';
import type {Sort} from '../../../source/console/table/sort-rows.ts';
import {
	type ScreenTable,
	tableLines,
	wholeTable,
} from '../../../source/console/table/table-lines.ts';
import {piece, plainText} from '../../../source/console/text/paint.ts';

interface Row {
	readonly id: string;
	readonly count: number;
}

const columns: readonly Column<Row, null>[] = [
	{
		id: 'name',
		title: 'NAME',
		meaning: '',
		align: 'left',
		priority: 0,
		width: 8,
		cell: ({id}) => piece(id),
	},
	{
		id: 'count',
		title: 'count',
		meaning: '',
		align: 'right',
		priority: 1,
		width: 5,
		cell: ({count}) => piece(String(count)),
		sort: {descending: true, value: ({count}) => count},
	},
	{
		id: 'note',
		title: 'note',
		meaning: '',
		align: 'left',
		priority: 2,
		width: {least: 4, wanted: 20},
		cell: ({count}) => piece(count > 1 ? 'many' : ''),
	},
];

const rows = [
	{id: 'first', count: 1},
	{id: 'second', count: 22},
	{id: 'third', count: 333},
];

function lines(
	changes: Partial<ScreenTable<Row, null, string>> = {},
	cursor = 0,
): readonly string[] {
	const list = {rows, cursor: {id: null, index: cursor}, top: 0, filter: ''};
	return tableLines({
		...{columns, list, context: null, cells: 30, height: 10, sort: null, empty: 'nothing here'},
		...changes,
	}).map(plainText);
}

test('a text that lacks one cell has the blank after it, but never touches the next text', () => {
	const list = {
		rows: [
			{id: 'ninecells', count: 1},
			{id: 'ninecells', count: 4444},
			{id: 'ninecells', count: 55_555},
			{id: 'has ten ..', count: 1},
		],
		...{cursor: {id: null, index: 9}, top: 0, filter: ''},
	};
	expect(
		lines({list})
			.slice(1)
			.map(line => line.trimEnd()),
	).toEqual([' ninecells    1', ' ninecells 4444 many', ' ninecel… 55555 many', ' has ten…     1']);
	// A left text begins at its column, so there is no blank to spare; nor is there at the end of a line.
	const [name, , note] = columns;
	const beside = lines({list, columns: [name, note].flatMap(column => column ?? []), cells: 14});
	expect(beside.slice(2, 3)).toEqual([' ninecel… many']);
	expect(lines({list, columns: columns.slice(0, 1), cells: 10}).at(1)).toBe(' ninecel…');
});

test('titles and rows are aligned, numbers at the right, the cursor marked', () => {
	expect(lines({isMarked: ({id}) => id !== 'third'})).toEqual([
		' NAME     count note',
		'»first        1',
		'*second      22 many',
		' third      333 many',
	]);
});

const sorted = (column: string, descending: boolean): Sort => ({column, descending});

test.each([
	[sorted('count', true), ' NAME     ▾count note'],
	[sorted('note', false), ' NAME     count note▴'],
	[sorted('name', true), '▾NAME     count note'],
])('an arrow shows the sort order: %j', (sort, titles) => {
	expect(lines({sort})[0]).toBe(titles);
});

test('without rows it gives the reason', () => {
	const list = {rows: [], cursor: {id: null, index: 0}, top: 0, filter: ''};
	expect(lines({list})).toEqual([' NAME     count note', '  nothing here']);
});

test('a problem with a row replaces its cells', () => {
	const span = ({id}: Row) =>
		id === 'second' ? {from: 'count', text: piece('cannot be read at all')} : null;
	expect(lines({span})[2]).toBe(' second   cannot be read at a…');
});

test('a remark is at the right end of the titles', () => {
	expect(lines({remark: piece('2 lost')})[0]).toBe(' NAME     count note    2 lost');
});

test('nothing is calculated for a row that is not visible', () => {
	const drawn = new Set<string>();
	const counting: readonly Column<Row, null>[] = columns.map(column => ({
		...column,
		cell(row, context, width) {
			drawn.add(row.id);
			return column.cell(row, context, width);
		},
	}));
	const many = Array.from({length: 50_000}, (_, count) => ({id: String(count), count}));
	const list = {rows: many, cursor: {id: '40000', index: 40_000}, top: 39_990, filter: ''};
	expect(lines({columns: counting, list, height: 21})).toHaveLength(21);
	expect(drawn).toEqual(new Set(Array.from({length: 20}, (_, index) => String(39_990 + index))));
});

test('in print every column is as wide as its content', () => {
	expect(
		wholeTable(columns, [{id: 'a name that is long', count: 1_000_000}, ...rows], null),
	).toEqual([
		'NAME                  count note',
		'a name that is long 1000000 many',
		'first                     1',
		'second                   22 many',
		'third                   333 many',
	]);
});
