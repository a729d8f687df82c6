/**
 * The columns of the Connections view: of single connections, and of groups.
 */

import type {SizedColumn} from '../../../console/table/sized-columns.ts';
import {fullFigure, unknown} from '../../../console/text/figures.ts';
import {shareBar} from '../../../console/text/graphics.ts';
import {type Piece, piece} from '../../../console/text/paint.ts';
import {textWidth} from '../../../console/text/text.ts';
import {formatEndpoint} from '../../../ipvs/address.ts';
import {percent} from '../table/finding.ts';
import type {ConnectionColumn} from '../table/row-order.ts';
import {connectionNotes, expiresText} from './connection-words.ts';
import type {ConnectionsList} from './connections-list.ts';
import type {ConnectionItem, GroupItem} from './connections-rows.ts';
import type {GroupColumn} from './connections-sort.ts';

/** An address and port that is cut shorter than this says too little. */
const leastEndpoint = 15;

/** With IPv6 the ends of the addresses need some more, and other columns give way; clients differ in their middle. */
const leastIpv6 = {client: 26, virtual: 19, server: 19} as const;

/** Columns keep their widths while the widest text of a table changes by less than this. */
const widthSteps = 4;

function widest<Row>(rows: readonly Row[], text: (row: Row) => string, title: string): number {
	return rows.reduce((width, row) => Math.max(width, textWidth(text(row))), title.length);
}

function inSteps(width: number): number {
	return Math.ceil(width / widthSteps) * widthSteps;
}

/** The columns of single connections can be sorted by all but the last, which is named after its text. */
type ItemColumn = SizedColumn<ConnectionItem, ConnectionColumn | 'notes'>;

/** Where there is no room for words about it, the look tells whether a server is in the way. */
function standingRole(standing: 'configured' | GroupItem['standing']): Piece['role'] {
	const roles = {'': 'text', configured: 'text', 'weight-zero': 'dim', orphan: 'warn'} as const;
	return roles[standing];
}

function endpointColumn(
	id: 'client' | 'virtual' | 'server',
	priority: number,
	rows: readonly ConnectionItem[],
): ItemColumn {
	const text = ({connection}: ConnectionItem) => formatEndpoint(connection[id]);
	const needed = widest(rows, text, id);
	const isIpv6 = rows.some(({connection}) => connection[id].address.includes(':'));
	return {
		id,
		title: id,
		align: 'left',
		priority,
		least: Math.min(needed, isIpv6 ? leastIpv6[id] : leastEndpoint),
		needed,
		wanted: inSteps(needed),
		cut: 'middle',
		cell: row => piece(text(row), id === 'server' ? standingRole(row.connection.standing) : 'text'),
	};
}

function wordColumn(
	column: Pick<ItemColumn, 'id' | 'title' | 'priority'> & {readonly align?: 'left' | 'right'},
	rows: readonly ConnectionItem[],
	text: (row: ConnectionItem) => string,
): ItemColumn {
	const wanted = widest(rows, text, column.title);
	return {
		align: 'left',
		...column,
		least: wanted,
		wanted,
		cut: 'end',
		cell: row => piece(text(row)),
	};
}

/** From left to right; as wide as these connections need. */
export function itemColumns(rows: readonly ConnectionItem[]): readonly ItemColumn[] {
	const notes = (row: ConnectionItem) => connectionNotes(row.connection);
	const notesWidth = widest(rows, notes, 'notes');
	return [
		wordColumn({id: 'protocol', title: 'pro', priority: 5}, rows, ({connection}) =>
			connection.protocol.toUpperCase(),
		),
		endpointColumn('client', 1, rows),
		endpointColumn('virtual', 4, rows),
		endpointColumn('server', 2, rows),
		wordColumn(
			{id: 'state', title: 'state', priority: 3},
			rows,
			({connection}) => connection.state,
		),
		wordColumn({id: 'expires', title: 'expires', priority: 6, align: 'right'}, rows, row =>
			expiresText(row.connection.expires),
		),
		{
			id: 'notes',
			title: 'notes',
			align: 'left',
			priority: 7,
			isSpare: true,
			least: Math.min(notesWidth, 8),
			wanted: notesWidth,
			cut: 'end',
			cell: row => piece(notes(row), row.connection.standing === 'orphan' ? 'warn' : 'dim'),
		},
	];
}

/** What a count is of, as far as it is known: `1,234`, or `≥1,234` where it may be more. */
function countText({count, missing}: GroupItem): string {
	return `${missing > 0 ? '≥' : ''}${fullFigure(count)}`;
}

function figureOf(text: string): Piece {
	return piece(text, text === '0' || text === unknown ? 'dim' : 'text');
}

const widestBar = 30;

type GroupsColumn = SizedColumn<GroupItem, GroupColumn | 'share' | 'bar' | 'standing'>;

function figureColumn(
	column: Pick<GroupsColumn, 'id' | 'title' | 'priority'>,
	rows: readonly GroupItem[],
	text: (row: GroupItem) => string,
): GroupsColumn {
	const least = widest(rows, text, column.title);
	return {
		...column,
		align: 'right',
		least,
		wanted: inSteps(least),
		cut: 'end',
		cell: row => figureOf(text(row)),
	};
}

/** Cells that names of groups leave to the figures that groups are sorted by, with the gaps before both. */
const sortedRoom = 16;

/** From left to right, for lines of so many cells. What weights ask for is shown where servers of one service are. */
export function groupColumns(
	rows: readonly GroupItem[],
	{place: {mode, list}}: Pick<ConnectionsList, 'place'>,
	cells: number,
): readonly GroupsColumn[] {
	const other = list === 'connections' ? 'templates' : 'connections';
	const name = ({name: text}: GroupItem) => text;
	const nameWidth = inSteps(widest(rows, name, mode));
	const standings = widest(rows, ({standing}) => standing, '');
	const asked = ({asked: part}: GroupItem) => (part === null ? unknown : percent(part));
	return [
		{
			id: 'name',
			title: mode,
			align: 'left',
			// A name that is cut says too little: others give way to it, all but the one that is sorted by.
			priority: 0,
			least: Math.min(nameWidth, cells - sortedRoom),
			wanted: nameWidth,
			cut: 'middle',
			cell: row => piece(name(row), standingRole(row.standing)),
		},
		figureColumn({id: 'count', title: list, priority: 2}, rows, countText),
		figureColumn({id: 'share', title: 'share', priority: 3}, rows, ({share}) => percent(share)),
		...(rows.some(row => row.asked !== null)
			? [figureColumn({id: 'asked', title: 'by weight', priority: 4}, rows, asked)]
			: []),
		{
			id: 'bar',
			title: '',
			align: 'left',
			priority: 6,
			least: 6,
			needed: 6,
			wanted: widestBar,
			cut: 'end',
			cell: ({share}, width) => piece(shareBar(share, width), 'bar'),
		},
		figureColumn({id: 'others', title: other, priority: 7}, rows, ({others}) => fullFigure(others)),
		...(standings === 0
			? []
			: [
					{
						id: 'standing',
						title: '',
						align: 'left',
						priority: 5,
						least: standings,
						wanted: standings,
						cut: 'end',
						cell: ({standing}) => piece(standing, standing === 'orphan' ? 'warn' : 'dim'),
					} as const satisfies GroupsColumn,
				]),
	];
}
