import {expect, test} from 'vitest';
import {createTableFilter} from '../../../source/console/filter/compile-filter.ts';
import {plainContext} from '../../../source/console/filter/filter-term.ts';
import type {Column} from '../../../source/console/table/column.ts';
import {filterRows} from '../../../source/console/table/filter-rows.ts';
import {
	nextSort,
	reversedSort,
	sortableColumns,
	sortBy,
	sortNamed,
	sortRows,
} from '../../../source/console/table/sort-rows.ts';
import {piece} from '../../../source/console/text/paint.ts';

interface Row {
	readonly name: string;
	readonly rate: number | null;
}

const common = {meaning: '', align: 'left', priority: 1, width: 5, cell: () => piece('')} as const;
const definitions = [
	{
		...{...common, id: 'given', title: 'given'},
		sort: {descending: false},
		filter: {text: ({name}) => name},
	},
	{
		...{...common, id: 'rate', title: 'rate'},
		sort: {descending: true, value: ({rate}) => rate, turn: 1},
		filter: {
			text: () => 'quickly',
			only: {isWord: word => word === 'quick', has: ({rate}) => (rate ?? 0) > 5},
		},
	},
	{...common, id: 'bare', title: 'bare'},
	{
		...{...common, id: 'name', title: 'name'},
		sort: {descending: false, compare: (one, other) => one.name.length - other.name.length},
	},
] as const satisfies readonly Column<Row, null>[];
const columns: readonly Column<Row, null>[] = definitions;
const sortable = sortableColumns(definitions);

const rows: readonly Row[] = [
	{name: 'unknown', rate: null},
	{name: 'slow', rate: 1},
	{name: 'fast', rate: 9},
];

function names(sort: Parameters<typeof sortRows>[2]): readonly string[] {
	return sortRows(columns, rows, sort).map(({name}) => name);
}

test('one goes through the columns that can be sorted by, in the order of their turns, in both directions', () => {
	expect(sortable.map(({id}) => id)).toEqual(['given', 'name', 'rate']);
	expect(nextSort(sortable, sortBy(sortable, 'name'), 1)).toEqual({
		column: 'rate',
		descending: true,
	});
	expect(nextSort(sortable, sortBy(sortable, 'rate'), 1)?.column).toBe('given');
	expect(nextSort(sortable, sortBy(sortable, 'given'), -1)?.column).toBe('rate');
});

test('without an order the first column comes next and the last one before', () => {
	expect(nextSort(sortable, null, 1)?.column).toBe('given');
	expect(nextSort(sortable, null, -1)?.column).toBe('rate');
	expect(nextSort([], null, 1)).toBeNull();
});

test('unknown values come last in either direction', () => {
	const sort = sortBy(sortable, 'rate');
	expect(names(sort)).toEqual(['fast', 'slow', 'unknown']);
	expect(names(reversedSort(sort))).toEqual(['slow', 'fast', 'unknown']);
});

test('a column without a value has the order of the rows', () => {
	expect(names({column: 'given', descending: false})).toEqual(['unknown', 'slow', 'fast']);
	expect(names({column: 'given', descending: true})).toEqual(['fast', 'slow', 'unknown']);
});

test('rows that compare as equal keep their order', () => {
	expect(names({column: 'name', descending: false})).toEqual(['slow', 'fast', 'unknown']);
	expect(names({column: 'name', descending: true})).toEqual(['unknown', 'slow', 'fast']);
});

test.each([
	['rate', {column: 'rate', descending: true}],
	['-rate', {column: 'rate', descending: true}],
	['+rate', {column: 'rate', descending: false}],
	['-name', {column: 'name', descending: true}],
	['bare', null],
	['--rate', null],
	['', null],
	['-', null],
])('the order named %s', (text, sort) => {
	expect(sortNamed(sortable, text)).toEqual(sort);
});

test.each([
	['', ['unknown', 'slow', 'fast']],
	['  ', ['unknown', 'slow', 'fast']],
	['SLOW', ['slow']],
	['slow quickly', ['slow']],
	['quickly', ['unknown', 'slow', 'fast']],
	['quick', ['fast']],
	['quick slow', []],
])('the filter %j shows %j', (filter, shown) => {
	const compiled = createTableFilter('Names', columns).compile(filter, plainContext);
	expect(filterRows(columns, rows, compiled).map(({name}) => name)).toEqual(shown);
});
