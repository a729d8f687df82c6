import fc from 'fast-check';
import {expect, test} from 'vitest';
import {renderFrame} from '../../../source/console/screen/render-frame.tsx';
import {placeColumns} from '../../../source/console/table/place-columns.ts';
import type {LiveDirector} from '../../../source/director/polling/live.ts';
import {columns} from '../../../source/features/services/columns.ts';
import {servicesContext} from '../../../source/features/services/columns-context.ts';
import type {SortColumn} from '../../../source/features/services/sort-rows.ts';
import {sortColumns} from '../../../source/features/services/sort-rows.ts';
import {keyboard} from '../../support/keyboard.ts';
import {director, sampleDirector, server, service} from '../../support/sample-director.ts';
import {seenDirector} from '../../support/seen-director.ts';

const place = (cells: number, longestName: number, sorted: SortColumn = 'service') =>
	placeColumns(
		columns,
		{rows: [], context: servicesContext(seenDirector(null), longestName), cells},
		sorted,
	);

const ids = (cells: number): readonly string[] => place(cells, 24).map(({column}) => column.id);

const longestName = (shown: LiveDirector | null) =>
	servicesContext(seenDirector(shown)).longestName;

test('a terminal of 80 columns has all that is needed every day', () => {
	expect(ids(80)).toEqual([
		...['service', 'via', 'weight', 'active', 'inactive'],
		...['connections', 'in', 'out', 'state'],
	]);
});

test('a long IPv6 address is shortened before a column of figures is given up', () => {
	for (const cells of [80, 100, 120]) {
		expect(place(cells, 46).map(({column}) => column.id)).toEqual(
			expect.arrayContaining(['active', 'inactive', 'connections', 'in', 'out']),
		);
	}
});

test('on a narrow terminal the least important columns give way first', () => {
	expect(ids(60)).toEqual(['service', 'via', 'weight', 'active', 'connections', 'state']);
	expect(ids(59)).toEqual(['service', 'weight', 'active', 'connections', 'state']);
});

test('a wide terminal has every column, except that of names if there are none', () => {
	expect(ids(200)).toEqual(columns.map(({id}) => id).filter(id => id !== 'name'));
});

test('every column but the trend and the names can be sorted by, and every sort column is a column', () => {
	expect(
		columns
			.map(({id}) => id)
			.filter(id => id !== 'trend' && id !== 'name')
			.toSorted(),
	).toEqual(sortColumns.toSorted());
});

test('the columns never take more room than there is, and the sort column is included', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 60, max: 300}),
			fc.integer({min: 10, max: 60}),
			fc.constantFrom(...sortColumns),
			(cells, longest, sorted) => {
				const placed = place(cells, longest, sorted);
				const used = placed.reduce((sum, {width}) => sum + width + 1, 0);
				expect(used).toBeLessThanOrEqual(cells);
				expect(placed.map(({column}) => column.id)).toContain(sorted);
			},
		),
	);
});

test('names take the same room whatever is shown of the table', () => {
	expect(longestName(sampleDirector())).toBe(45);
	const short = director([service('tcp:10.1.1.1:80', [server('10.0.0.1:8080')])]);
	expect(longestName(short)).toBe(17);
	expect(longestName(null)).toBe(0);
});

test('at 80 columns the longest scheduler and forwarding are whole, also beside a long IPv6 address', () => {
	const live = director([
		service('tcp:10.1.1.1:80', [server('10.1.1.9:80', {forwarding: 'local', weight: 65_535})], {
			scheduler: 'lblcr',
		}),
		service('tcp:10.1.1.2:80', [server('[2001:db8:ffff:ffff:ffff:ffff:ffff:8]:443')], {
			scheduler: 'lblc',
		}),
	]);
	const {store} = keyboard(live, {size: {columns: 80, rows: 24}, theme: 'plain'});
	const frame = renderFrame(store.getState());
	expect(frame).toMatch(/TCP 10\.1\.1\.1:80 +lblcr {2}/);
	expect(frame).toMatch(/TCP 10\.1\.1\.2:80 +lblc {3}/);
	expect(frame).toMatch(/10\.1\.1\.9:80 +local 65535 {2}/);
});

test('a long name has its room before a column that is only nice to have', () => {
	const placed = place(120, 45);
	expect(placed[0]?.width).toBe(45);
});
