/**
 * The columns of single connections, on the screen and in print. New columns are added here only.
 *
 * Rows are sorted and filtered while the table is read, because only the first of up to a million are kept. So a column
 * compares the rows of the table itself, and its filter is in table/row-filter.ts.
 */

import type {Column, ColumnSort, SortableColumn} from '../../console/table/column.ts';
import {type Widths, widened, widestTexts} from '../../console/table/measure.ts';
import {type Sort, sortableColumns} from '../../console/table/sort-rows.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {type Names, namedEndpoint, nameOf} from '../../director/names.ts';
import {formatEndpoint} from '../../ipvs/address.ts';
import {minutesAndSeconds} from '../../text/time.ts';
import {connectionNotes, virtualText} from './console/connection-words.ts';
import {
	type ConnectionRow,
	client,
	server,
	type TableWords,
	virtual,
} from './table/connection-row.ts';
import type {DestinationStatus} from './table/destination.ts';
import type {ListedConnection} from './table/listed-connection.ts';

/** Compares two rows while the table is read; 0 if they are equal in this column. */
export type CompareRows = (one: ConnectionRow, other: ConnectionRow) => number;

/** Compares IPv4 before IPv6, then by address, then by port. */
function compareEnds(end: number, isIpv6: (row: ConnectionRow) => boolean): CompareRows {
	return (one, other) => {
		if (isIpv6(one) !== isIpv6(other)) {
			return isIpv6(one) ? 1 : -1;
		}

		for (let word = end * 4; word < end * 4 + 4; word += 1) {
			const difference = ((one.words[word] ?? 0) >>> 0) - ((other.words[word] ?? 0) >>> 0);
			if (difference !== 0) {
				return difference;
			}
		}

		return (one.ports[end] ?? 0) - (other.ports[end] ?? 0);
	};
}

function compareTexts(one: string, other: string): number {
	return one < other ? -1 : Number(one > other);
}

/** The order of the table's rows by one column. */
interface ConnectionOrder extends Pick<ColumnSort<Item>, 'descending'> {
	readonly compareRows: (words: TableWords) => CompareRows;
}

interface Item {
	readonly connection: ListedConnection;
}

/** Everything that a cell depends on besides its row. */
export interface ConnectionContext {
	readonly names: Names;
	/** The widest texts of the columns. */
	readonly widths: Widths;
}

type SortableItemColumn<Id extends string> = SortableColumn<Item, ConnectionContext, Id> & {
	readonly sort: ConnectionOrder;
};

/** Cells that an address and port need at least: cut shorter, it says too little. */
const leastEndpoint = 15;

/**
 * Cells that an end with IPv6 needs at least. With these `state` and `expires` fit into 80 beside all three ends; longer
 * addresses are shortened.
 */
const leastIpv6 = {client: 20, virtual: 18, server: 18} as const;

/** The cells of the longest end with IPv4. */
const longestIpv4 = '255.255.255.255:65535'.length;

/** The cells of the longest state of TCP. */
const longestState = 'ESTABLISHED'.length;

/** Widths grow by this many cells if there is room, so that they grow seldom. */
const widthSteps = 4;

/** Rounds a width up to the next step. */
export function inSteps(width: number): number {
	return Math.ceil(width / widthSteps) * widthSteps;
}

/** The style of a status: the colour shows the problem if there is no room for words. */
export function statusRole(status: DestinationStatus | ''): Piece['role'] {
	const roles = {'': 'text', configured: 'text', 'weight-zero': 'dim', orphan: 'warn'} as const;
	return roles[status];
}

/** The texts of the columns whose width depends on them. */
const texts = {
	protocol: ({connection}: Item) => connection.protocol.toUpperCase(),
	client: ({connection}: Item) => formatEndpoint(connection.client),
	virtual: ({connection}: Item) => virtualText(connection),
	server: ({connection}: Item) => formatEndpoint(connection.server),
	state: ({connection}: Item) => connection.state,
	expires: ({connection}: Item) => minutesAndSeconds(connection.expires),
	notes: ({connection}: Item) => connectionNotes(connection),
} as const;

/**
 * The widest texts of these rows. If some service has IPv6, the ends have at least the room for that, so that nothing
 * moves when the first such connection comes.
 */
export function connectionWidths(rows: readonly Item[], isIpv6: boolean): Widths {
	const ends = isIpv6 ? longestIpv4 + 1 : 0;
	return widened({client: ends, virtual: ends, server: ends}, widestTexts(rows, texts));
}

const endpointMeanings = {
	client: 'The address and port of the client; port 0 in a template',
	virtual:
		'The address and port that the client connects to; `fwmark 10` in a template of a firewall mark',
	server: 'The real server; in another colour if it has weight 0 or is gone from the service',
} as const;

function endpointColumn<Id extends 'client' | 'virtual' | 'server'>(
	id: Id,
	priority: number,
	compare: CompareRows,
): SortableItemColumn<Id> {
	return {
		...{id, title: id, meaning: endpointMeanings[id], priority},
		align: 'left',
		width({context: {widths}}) {
			const needed = Math.max(id.length, widths[id] ?? 0);
			return {
				least: needed > longestIpv4 ? leastIpv6[id] : Math.min(needed, leastEndpoint),
				needed,
				wanted: inSteps(needed),
			};
		},
		cut: 'address',
		cell({connection}, {names}) {
			const {address, port} = connection[id];
			const isNamed = names.shown === 'instead' && (id !== 'virtual' || connection.fwmark === null);
			const named = isNamed ? namedEndpoint(names, address, port) : null;
			return piece(
				named ?? texts[id]({connection}),
				id === 'server' ? statusRole(connection.status) : 'text',
			);
		},
		sort: {descending: false, compareRows: () => compare},
	};
}

function wordColumn<Id extends 'protocol' | 'state' | 'expires'>(
	column: Pick<SortableItemColumn<Id>, 'id' | 'align' | 'meaning' | 'priority' | 'sort'>,
	title: string,
	least = title.length,
): SortableItemColumn<Id> {
	return {
		...column,
		title,
		width: ({context: {widths}}) => Math.max(least, widths[column.id] ?? 0),
		cell: row => piece(texts[column.id](row)),
	};
}

/** A column of names; like the names of services it has a fixed width. */
function nameColumnOf<Id extends 'client' | 'server'>(end: Id, priority: number) {
	return {
		id: `${end}-name`,
		title: `${end} name`,
		meaning: `The name of the ${end}; only with \`--names\` or names of your own`,
		align: 'left',
		priority,
		isSpare: true,
		width: {least: 11, wanted: 24},
		isShown: ({context}) => context.names.shown === 'beside',
		cell({connection}, {names}) {
			const {address, port} = connection[end];
			return piece(nameOf(names, address, port) ?? '', 'dim');
		},
	} as const satisfies Column<Item, ConnectionContext>;
}

/** The columns from left to right. */
const definitions = [
	wordColumn(
		{
			id: 'protocol',
			meaning: 'TCP, UDP or SCTP; IP in a template of a firewall mark',
			align: 'left',
			priority: 6,
			sort: {
				descending: false,
				compareRows:
					({protocols}) =>
					(one, other) =>
						compareTexts(protocols.word(one.protocol), protocols.word(other.protocol)),
			},
		},
		'pro',
	),
	endpointColumn(
		'client',
		1,
		compareEnds(client, ({ipv6}) => ipv6),
	),
	endpointColumn(
		'virtual',
		4,
		compareEnds(virtual, ({ipv6}) => ipv6),
	),
	endpointColumn(
		'server',
		2,
		compareEnds(server, ({serverIpv6}) => serverIpv6),
	),
	wordColumn(
		{
			id: 'state',
			meaning:
				"The director's view of the connection. With DR and TUN it sees only the packets of the client, so a state may lag behind",
			align: 'left',
			priority: 3,
			sort: {
				descending: false,
				compareRows:
					({states}) =>
					(one, other) =>
						compareTexts(states.word(one.state), states.word(other.state)),
			},
		},
		'state',
		longestState,
	),
	wordColumn(
		{
			id: 'expires',
			meaning: 'How long the entry lives if no more packets come, in minutes and seconds',
			align: 'right',
			priority: 5,
			sort: {descending: true, compareRows: () => (one, other) => one.expires - other.expires},
		},
		'expires',
	),
	nameColumnOf('server', 6.5),
	nameColumnOf('client', 6.6),
	{
		id: 'notes',
		title: 'notes',
		meaning:
			'`weight-zero`: the server has weight 0. `orphan`: the service no longer has the server. `invalid`: a template that no longer holds its client. Also the data of a persistence engine',
		align: 'left',
		priority: 7,
		isSpare: true,
		width({context: {widths}}) {
			const needed = Math.max('notes'.length, widths['notes'] ?? 0);
			return {least: Math.min(needed, 8), needed};
		},
		cell: row => piece(texts.notes(row), row.connection.status === 'orphan' ? 'warn' : 'dim'),
	},
] as const satisfies readonly Column<Item, ConnectionContext>[];

/** The columns that connections can be sorted by. */
export const sortableConnectionColumns = sortableColumns(definitions);

export type ConnectionColumn = (typeof sortableConnectionColumns)[number]['id'];

/** The sort column of single connections, and its direction. */
export type ConnectionSort = Sort<ConnectionColumn>;

/** All columns, for the table engine. */
export const connectionColumns: readonly Column<
	Item,
	ConnectionContext,
	(typeof definitions)[number]['id']
>[] = definitions;

/** The comparison of rows for a sort. */
export function compareRowsBy(
	{column, descending}: ConnectionSort,
	words: TableWords,
): CompareRows {
	const found = sortableConnectionColumns.find(({id}) => id === column);
	const compare = found?.sort.compareRows(words) ?? (() => 0);
	return descending ? (one, other) => compare(other, one) : compare;
}
