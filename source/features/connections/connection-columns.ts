/**
 * The columns of single connections, on the screen and in print. New columns are added here only.
 *
 * Rows are sorted and filtered while the table is read, because only the first of up to a million are kept. So a column
 * compares the rows of the table itself, and its filter is in table/row-filter.ts.
 */

import type {Column, ColumnSort, SortableColumn} from '../../console/table/column.ts';
import {widestText} from '../../console/table/measure.ts';
import {type Sort, sortableColumns} from '../../console/table/sort-rows.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {type Names, namedEndpoint, nameOf} from '../../director/names.ts';
import {formatEndpoint} from '../../ipvs/address.ts';
import {minutesAndSeconds} from '../../text/time.ts';
import {connectionNotes} from './console/connection-words.ts';
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

type SortableItemColumn<Id extends string> = SortableColumn<Item, Names, Id> & {
	readonly sort: ConnectionOrder;
};

/** Cells that an address and port need at least: cut shorter, it says too little. */
const leastEndpoint = 15;

/** Cells for ends with IPv6. Other columns give way; client addresses differ in their middle. */
const leastIpv6 = {client: 26, virtual: 19, server: 19} as const;

/** A column keeps its width while the widest text of the table changes by less than this many cells. */
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

const endpointMeanings = {
	client: 'The address and port of the client; port 0 in a template',
	virtual: 'The address and port that the client connects to',
	server: 'The real server; in another colour if it has weight 0 or is gone from the service',
} as const;

function endpointColumn<Id extends 'client' | 'virtual' | 'server'>(
	id: Id,
	priority: number,
	compare: CompareRows,
): SortableItemColumn<Id> {
	const text = ({connection}: Item) => formatEndpoint(connection[id]);
	return {
		...{id, title: id, meaning: endpointMeanings[id], priority},
		align: 'left',
		width({rows}) {
			const needed = widestText(rows, text, id);
			const isIpv6 = rows.some(({connection}) => connection[id].address.includes(':'));
			return {
				least: Math.min(needed, isIpv6 ? leastIpv6[id] : leastEndpoint),
				needed,
				wanted: inSteps(needed),
			};
		},
		cut: 'middle',
		cell(row, names) {
			const {address, port} = row.connection[id];
			const named = names.shown === 'instead' ? namedEndpoint(names, address, port) : null;
			return piece(
				named ?? text(row),
				id === 'server' ? statusRole(row.connection.status) : 'text',
			);
		},
		sort: {descending: false, compareRows: () => compare},
	};
}

function wordColumn<Id extends string>(
	column: Pick<SortableItemColumn<Id>, 'id' | 'align' | 'meaning' | 'priority' | 'sort'>,
	title: string,
	text: (connection: ListedConnection) => string,
): SortableItemColumn<Id> {
	return {
		...column,
		title,
		width: ({rows}) => widestText(rows, ({connection}) => text(connection), title),
		cell: ({connection}) => piece(text(connection)),
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
		isShown: ({context}) => context.shown === 'beside',
		cell({connection}, names) {
			const {address, port} = connection[end];
			return piece(nameOf(names, address, port) ?? '', 'dim');
		},
	} as const satisfies Column<Item, Names>;
}

function notesOf({connection}: Item): string {
	return connectionNotes(connection);
}

/** The columns from left to right. */
const definitions = [
	wordColumn(
		{
			id: 'protocol',
			meaning: 'TCP, UDP or SCTP; IP in a template of a firewall mark',
			align: 'left',
			priority: 5,
			sort: {
				descending: false,
				compareRows:
					({protocols}) =>
					(one, other) =>
						compareTexts(protocols.word(one.protocol), protocols.word(other.protocol)),
			},
		},
		'pro',
		({protocol}) => protocol.toUpperCase(),
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
		({state}) => state,
	),
	wordColumn(
		{
			id: 'expires',
			meaning: 'How long the entry lives if no more packets come, in minutes and seconds',
			align: 'right',
			priority: 6,
			sort: {descending: true, compareRows: () => (one, other) => one.expires - other.expires},
		},
		'expires',
		({expires}) => minutesAndSeconds(expires),
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
		width({rows}) {
			const needed = widestText(rows, notesOf, 'notes');
			return {least: Math.min(needed, 8), needed};
		},
		cell: row => piece(notesOf(row), row.connection.status === 'orphan' ? 'warn' : 'dim'),
	},
] as const satisfies readonly Column<Item, Names>[];

/** The columns that connections can be sorted by. */
export const sortableConnectionColumns = sortableColumns(definitions);

export type ConnectionColumn = (typeof sortableConnectionColumns)[number]['id'];

/** The sort column of single connections, and its direction. */
export type ConnectionSort = Sort<ConnectionColumn>;

/** All columns, for the table engine. */
export const connectionColumns: readonly Column<Item, Names, (typeof definitions)[number]['id']>[] =
	definitions;

/** The comparison of rows for a sort. */
export function compareRowsBy(
	{column, descending}: ConnectionSort,
	words: TableWords,
): CompareRows {
	const found = sortableConnectionColumns.find(({id}) => id === column);
	const compare = found?.sort.compareRows(words) ?? (() => 0);
	return descending ? (one, other) => compare(other, one) : compare;
}
