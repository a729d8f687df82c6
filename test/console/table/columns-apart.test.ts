/**
 * Properties of every table of the console for any data: columns never touch, no line is wider than the terminal, no
 * text affects the terminal, and numbers end where their column ends.
 */

import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import type {ListRow} from '../../../source/console/table/list.ts';
import {type PlacedColumn, placeColumns} from '../../../source/console/table/place-columns.ts';
import {
	rowLine,
	rowText,
	type ScreenTable,
	type Table,
	tableLines,
} from '../../../source/console/table/table-lines.ts';
import {plainText} from '../../../source/console/text/paint.ts';
import {noNames} from '../../../source/director/names.ts';
import {
	connectionColumns,
	connectionWidths,
} from '../../../source/features/connections/connection-columns.ts';
import type {
	ConnectionItem,
	GroupItem,
} from '../../../source/features/connections/console/connections-rows.ts';
import {
	groupColumns,
	groupWidths,
} from '../../../source/features/connections/console/group-columns.ts';
import type {ListedConnection} from '../../../source/features/connections/table/listed-connection.ts';
import {logColumns} from '../../../source/features/log/log-columns.ts';
import type {LogRow} from '../../../source/features/log/log-list.ts';
import {realServerColumns} from '../../../source/features/servers/columns.ts';
import {realServerContext} from '../../../source/features/servers/columns-context.ts';
import {realServersOf} from '../../../source/features/servers/real-server-row.ts';
import {columns} from '../../../source/features/services/columns.ts';
import {servicesContext} from '../../../source/features/services/columns-context.ts';
import {selectRows} from '../../../source/features/services/select-rows.ts';
import {readersOrder} from '../../../source/features/services/sort-rows.ts';
import type {SnapshotRow} from '../../../source/features/snapshots/console/snapshot-columns.ts';
import {
	problemSpan,
	snapshotColumns,
} from '../../../source/features/snapshots/console/snapshot-columns.ts';
import {ipAddress} from '../../../source/ipvs/address.ts';
import {director, server, service} from '../../support/sample-director.ts';
import {seenDirector} from '../../support/seen-director.ts';

const anyCells = fc.integer({min: 60, max: 250});

/** Foreign texts: wide, right to left, zero width, and with control sequences. */
const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 60}),
	fc.constantFrom(
		'\u{1B}[2J\u{1B}[31mred',
		'負載平衡器負載平衡器負載平衡器負載平衡器',
		'\u{202E}right to left',
		'👩‍👩‍👧‍👧👩‍👩‍👧‍👧',
		'line\r\nbreak\ttab',
		'x'.repeat(200),
		'e\u{301}'.repeat(40),
		'',
	),
);

/** The character of each cell of a line; a wide character is in its first cell. */
function cellsOf(line: string): readonly string[] {
	return Array.from(new Intl.Segmenter().segment(line), ({segment}) => segment).flatMap(segment => {
		const width = stringWidth(segment);
		return width === 0 ? [] : [segment, ...Array.from({length: width - 1}, () => '')];
	});
}

/** The problems of a line: `state at 54 has no blank before it`. */
function problemsOf<Row, Context, Id extends string>(
	line: string,
	cells: number,
	placed: readonly PlacedColumn<Row, Context, Id>[],
): readonly string[] {
	const shown = cellsOf(line);
	const problems: string[] = [];
	if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(line)) {
		problems.push('steers the terminal');
	}

	if (stringWidth(line) > cells) {
		problems.push(`is ${stringWidth(line)} cells wide`);
	}

	let at = 0;
	for (const {column, width} of placed) {
		// A text that begins with a combining mark attaches it to the blank; it takes no cell. A text that lacks a single
		// cell has the blank if the next cell begins with one.
		if (at > 0 && !shown[at]?.startsWith(' ') && !shown[at + 1]?.startsWith(' ')) {
			problems.push(`${column.id} at ${at} has no blank before it`);
		}

		at += width + 1;
		const text = shown.slice(at - width, at).join('');
		if (column.align === 'right' && text.trim() !== '' && text.endsWith(' ')) {
			problems.push(`the figure of ${column.id} does not end at ${at}`);
		}
	}

	return problems.map(problem => `${line}: ${problem}`);
}

/** Checks titles and rows of a table on a screen that shows all rows. */
function expectApart<Row extends ListRow, Context, Id extends string>(
	table: Omit<ScreenTable<Row, Context, Id>, 'list' | 'height' | 'empty'>,
	rows: readonly Row[],
): void {
	const {context, cells, sort, span} = table;
	const list = {rows, cursor: {id: null, index: 0}, top: 0, filter: ''};
	const all = tableLines({...table, list, height: rows.length + 1, empty: 'none'});
	const placed = placeColumns(table.columns, {rows, context, cells}, sort?.column ?? null);
	const problems = all.slice(0, rows.length + 1).flatMap((pieces, index) => {
		const row = rows[index - 1];
		const from = row === undefined ? undefined : span?.(row)?.from;
		// If the column itself has no room, the text begins at the next one that has.
		const first = table.columns.findIndex(({id}) => id === from);
		const end =
			first === -1
				? -1
				: placed.findIndex(
						({column}) => table.columns.findIndex(({id}) => id === column.id) >= first,
					);
		return problemsOf(
			pieces.map(({text}) => text).join(''),
			cells,
			end === -1 ? placed : placed.slice(0, end),
		);
	});
	expect(problems).toEqual([]);
}

/** Checks the order by each column, and without any. */
function expectApartInAnyOrder<Row extends ListRow, Context, Id extends string>(
	table: Omit<Table<Row, Context, Id>, 'sort'>,
	orders: readonly (Id | null)[],
): void {
	for (const column of orders) {
		const sort = column === null ? null : {column, descending: true};
		expectApart({...table, sort}, table.rows);
	}
}

/** The rows as they are printed, which is as they are on a screen without cursor and marks. */
function printedRows<Row extends ListRow, Context, Id extends string>({
	columns,
	rows,
	context,
	cells,
}: Omit<Table<Row, Context, Id>, 'sort'>): readonly string[] {
	const placed = placeColumns(columns, {rows, context, cells}, null);
	return rows.map(row => {
		const line = rowText(row, placed, context);
		const drawn = rowLine(
			row,
			placed,
			{columns, context, cells},
			{isCursor: false, isMarked: false},
		);
		expect(line).toBe(plainText(drawn));
		return line;
	});
}

const count = fc.nat({max: 2 ** 32});
const rate = fc.oneof(
	fc.double({min: 0, max: 1e18, noNaN: true}),
	fc.constantFrom(0, 9.996, 99.96, 999.6, 44_321, 999_950),
);
const rates = fc.record({
	connections: rate,
	inPackets: rate,
	outPackets: rate,
	inBytes: rate,
	outBytes: rate,
});
const told = fc.record({
	weight: fc.nat({max: 65_535}),
	activeConnections: count,
	inactiveConnections: count,
	upperThreshold: fc.nat({max: 4}),
	rates: fc.option(rates),
	ratesFrom: fc.constantFrom('kernel', 'measured'),
	counters: fc.option(
		fc.bigInt({min: 0n, max: 2n ** 64n - 1n}).map(value => ({
			...{connections: value, inPackets: value, outPackets: value, inBytes: value, outBytes: value},
		})),
	),
});
const someAddress = fc
	.oneof(
		fc.nat({max: 255}).map(last => `10.0.0.${last}`),
		fc.nat({max: 255}).map(last => `203.100.113.${last}`),
		fc.nat({max: 0xffff}).map(last => `2001:db8:ffff:ffff:ffff:ffff:ffff:${last.toString(16)}`),
	)
	.map(ipAddress);

function endpoint(address: string, port: number): string {
	return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const port = fc.nat({max: 65_535});
const servers = fc.uniqueArray(
	fc
		.tuple(someAddress, port, told)
		.map(([address, number, rest]) => server(endpoint(address, number), rest)),
	{maxLength: 5, selector: ({id}) => id},
);
const anyDirector = fc
	.uniqueArray(
		fc
			.tuple(someAddress, port, servers, told, hostile)
			.map(([address, number, its, {rates: rated, ratesFrom, counters}, scheduler]) =>
				service(`tcp:${endpoint(address, number)}`, its, {
					...{rates: rated, ratesFrom, counters, scheduler},
				}),
			),
		{maxLength: 5, selector: ({id}) => id},
	)
	.map(services => director(services));

test('of the Services view', () => {
	fc.assert(
		fc.property(anyDirector, anyCells, fc.constantFrom(...columns), (live, cells, {id}) => {
			const rows = selectRows({director: live, filter: '', sort: readersOrder, folded: new Set()});
			const context = servicesContext(seenDirector(live));
			expectApartInAnyOrder({columns, rows, context, cells}, [null, id]);
			const lines = printedRows({columns, rows, context, cells});
			expect(lines.some(line => /[\d.][kMGTPE]?~/.test(line))).toBe(false);
		}),
	);
});

test('of the Services view at every width', () => {
	const steady = {
		ratesFrom: 'kernel',
		rates: {
			connections: 44_321,
			inPackets: 44_321,
			outPackets: 44_321,
			inBytes: 5540,
			outBytes: 6312,
		},
	} as const;
	const live = director([
		service(
			'tcp:172.16.249.138:80',
			[server('10.0.0.8:80', {...steady, activeConnections: 999_999, inactiveConnections: 99_999})],
			steady,
		),
	]);
	const rows = selectRows({director: live, filter: '', sort: readersOrder, folded: new Set()});
	const context = servicesContext(seenDirector(live));
	for (let cells = 60; cells <= 250; cells += 1) {
		expectApartInAnyOrder({columns, rows, context, cells}, [null, 'active', 'in']);
	}
});

test('of the Servers view', () => {
	fc.assert(
		fc.property(
			anyDirector,
			anyCells,
			fc.constantFrom(...realServerColumns),
			(live, cells, {id}) => {
				const context = realServerContext(seenDirector(live));
				const rows = realServersOf(live);
				expectApartInAnyOrder({columns: realServerColumns, rows, context, cells}, [null, id]);
				for (const line of printedRows({columns: realServerColumns, rows, context, cells})) {
					// No figure is cut; only addresses and words are.
					expect(line).not.toMatch(/\d…( |$)/);
				}
			},
		),
	);
});

const connection: fc.Arbitrary<ListedConnection> = fc.record({
	protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
	client: fc.record({address: someAddress, port}),
	virtual: fc.record({address: someAddress, port}),
	server: fc.record({address: someAddress, port}),
	state: fc.oneof(fc.constantFrom('ESTABLISHED', 'SYN_RECV', 'NONE'), hostile),
	expires: fc.nat({max: 10_000_000}),
	engine: fc.option(fc.record({name: fc.constant('sip'), data: hostile})),
	template: fc.boolean(),
	invalid: fc.boolean(),
	service: fc.constant(null),
	status: fc.constantFrom('configured', 'orphan', 'weight-zero'),
	fwmark: fc.option(fc.nat({max: 0xff_ff_ff_ff})),
});

test('of single connections', () => {
	const item = fc
		.tuple(connection, fc.uuid())
		.map(([one, id]): ConnectionItem => ({kind: 'connection', id, connection: one}));
	fc.assert(
		fc.property(
			fc.array(item, {maxLength: 6}),
			anyCells,
			fc.constantFrom(...connectionColumns),
			(rows, cells, {id}) => {
				const context = {names: noNames, widths: connectionWidths(rows, false)};
				expectApartInAnyOrder({columns: connectionColumns, rows, context, cells}, [null, id]);
			},
		),
	);
});

test('of groups of connections', () => {
	const group = fc.record<GroupItem>({
		kind: fc.constant('group'),
		id: fc.uuid(),
		key: fc.constant({by: 'state', protocol: 'tcp', state: 'NONE'}),
		name: fc.oneof(
			hostile,
			fc.tuple(someAddress, port).map(end => endpoint(...end)),
		),
		count,
		missing: fc.nat({max: 1}),
		share: fc.double({min: 0, max: 1, noNaN: true}),
		asked: fc.option(fc.double({min: 0, max: 1, noNaN: true})),
		others: count,
		status: fc.constantFrom('', 'weight-zero', 'orphan'),
	});
	const place = fc.record({
		mode: fc.constantFrom('state', 'client', 'service', 'server'),
		list: fc.constantFrom('connections', 'templates'),
		names: fc.constantFrom(noNames, {...noNames, shown: 'beside'} as const),
	});
	fc.assert(
		fc.property(
			fc.array(group, {maxLength: 6}),
			place,
			anyCells,
			fc.constantFrom(...groupColumns),
			(rows, shown, cells, {id}) => {
				const context = {...shown, widths: groupWidths(rows)};
				expectApartInAnyOrder({columns: groupColumns, rows, context, cells}, [null, id]);
			},
		),
	);
});

test('of snapshots, readable or not', () => {
	const distance = fc.record({added: count, changed: count, removed: count});
	const row = fc
		.tuple(
			fc.record({
				name: hostile,
				isNamed: fc.boolean(),
				path: fc.uuid(),
				time: fc.nat({max: 4_000_000_000_000}),
				host: fc.option(hostile),
				occasion: fc.constantFrom(null, 'saved', 'before-restore', 'before-change'),
				note: hostile,
				services: fc.option(count),
				servers: fc.option(count),
			}),
			fc.option(
				fc.oneof(
					fc.record({
						services: count,
						servers: count,
						distance: fc.option(fc.record({services: distance, servers: distance})),
						problem: fc.constant(null),
					}),
					fc.record({problem: hostile}),
				),
			),
		)
		.map(([snapshot, content]): SnapshotRow => ({id: snapshot.path, snapshot, content}));
	fc.assert(
		fc.property(fc.array(row, {maxLength: 6}), anyCells, (rows, cells) => {
			expectApart(
				{columns: snapshotColumns, context: {cells}, cells, sort: null, span: problemSpan},
				rows,
			);
		}),
	);
});

test('of the log', () => {
	const row = fc
		.record({
			time: fc.oneof(fc.constant('2026-01-02T09:05:03.000Z'), hostile),
			user: hostile,
			host: hostile,
			plan: hostile,
			run: fc.constant(null),
			command: fc.array(hostile, {maxLength: 4}),
			exitCode: fc.option(fc.nat({max: 255})),
			message: hostile,
			before: fc.constant(null),
			after: fc.constant(null),
		})
		.chain(entry => fc.uuid().map((id): LogRow => ({id, entry})));
	fc.assert(
		fc.property(fc.array(row, {maxLength: 6}), anyCells, (rows, cells) => {
			expectApart({columns: logColumns, context: {now: 0}, cells, sort: null}, rows);
		}),
	);
});
