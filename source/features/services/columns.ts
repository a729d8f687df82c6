/**
 * The columns of the Services view.
 */

import type {ConsoleRow} from '../../console/state/console-row.ts';
import type {ConsoleState, Units} from '../../console/state/console-state.ts';
import {countFigure, shortFigure, trafficFigure, unknown} from '../../console/text/figures.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {
	forwardingName,
	serverOptions,
	serviceName,
	serviceOptions,
} from '../../director/vocabulary.ts';
import {drainCell} from '../drain/drain-cell.ts';
import {trafficRow} from '../traffic/traffic-actions.ts';
import {trend} from '../traffic/trend.ts';
import {rowStateCell} from './row-state-cell.ts';
import type {SortColumn} from './sort-rows.ts';

/** What a cell depends on beside its row. */
export type CellState = Pick<ConsoleState, 'units' | 'drains' | 'traffic' | 'poll' | 'totals'>;

/** What rows of the Services view can be sorted by, or the column that they cannot be sorted by. */
type ServicesColumn = SortColumn | 'trend';

/** A column of a table; of the Services view where nothing else is said. */
export interface Column<Row = ConsoleRow, Id extends string = ServicesColumn> {
	readonly id: Id;
	readonly title: string;
	readonly align: 'left' | 'right';
	/** Cells, without the one that parts it from the column before. */
	readonly width: number;
	/** How far it grows where there is room; the same as `width` for columns of figures. */
	readonly widest: number;
	/** The columns with the lowest numbers stay where there is no room for all. */
	readonly priority: number;
	readonly cell: (row: Row, state: CellState, width: number) => Piece;
}

/** A figure in its cell; dim where there is nothing. */
export function figure(text: string): Piece {
	return piece(text, text === '0' || text === '~0' || text === unknown ? 'dim' : 'text');
}

function sum(row: ConsoleRow, of: (server: LiveServer) => number): number {
	return row.kind === 'server'
		? of(row.server)
		: row.service.servers.reduce((total, server) => total + of(server), 0);
}

function connections(
	id: SortColumn,
	priority: number,
	title: string,
	width: number,
	of: (server: LiveServer) => number,
): Column {
	return {
		id,
		title,
		align: 'right',
		width,
		widest: width,
		priority,
		cell: row => figure(countFigure(sum(row, of), width)),
	};
}

/** A column of rates; `~` before a figure says that it is the kernel's own smoothed rate, and stands in the gap where there is no other room. */
function rate(
	id: SortColumn,
	priority: number,
	title: string,
	width: number,
	text: (rates: NonNullable<LiveServer['rates']>, units: Units) => string,
): Column {
	return {
		id,
		title,
		align: 'right',
		width,
		widest: width + 1,
		priority,
		cell(row, {units}) {
			const {rates, ratesFrom} = row.kind === 'service' ? row.service : row.server;
			return figure(
				rates === null ? unknown : `${ratesFrom === 'kernel' ? '~' : ''}${text(rates, units)}`,
			);
		},
	};
}

/** The name as it stands in the first column, with the sign of a fold or the indent of a server. */
function rowLabel(row: ConsoleRow): string {
	return row.kind === 'service'
		? `${row.folded ? '▸' : '▾'} ${serviceName(row.service)}`
		: `    ${row.server.id}`;
}

/** The first column: which service or server a row is. */
const nameColumn: Column = {
	id: 'service',
	title: '  SERVICE / server',
	align: 'left',
	width: 22,
	widest: 22,
	priority: 1,
	cell: row => piece(rowLabel(row), row.kind === 'service' ? 'strong' : 'text'),
};

/** From left to right. */
export const columns: readonly Column[] = [
	nameColumn,

	{
		id: 'via',
		title: 'via',
		align: 'left',
		width: 4,
		widest: 5,
		priority: 6,
		cell: row =>
			piece(row.kind === 'service' ? row.service.scheduler : forwardingName(row.server), 'text'),
	},
	{
		id: 'weight',
		title: 'weight',
		align: 'right',
		width: 6,
		widest: 6,
		priority: 2,
		cell: row => (row.kind === 'service' ? piece('') : figure(countFigure(row.server.weight, 6))),
	},
	connections('active', 3, 'active', 6, server => server.activeConnections),
	connections('inactive', 9, 'inact', 5, server => server.inactiveConnections),
	rate('connections', 5, 'conn/s', 6, rates => shortFigure(rates.connections)),
	rate('in-packets', 10, 'in pk/s', 7, rates => shortFigure(rates.inPackets)),
	rate('out-packets', 11, 'out pk/s', 8, rates => shortFigure(rates.outPackets)),
	rate('in', 7, 'in', 5, (rates, units) => trafficFigure(rates.inBytes, units)),
	rate('out', 8, 'out', 5, (rates, units) => trafficFigure(rates.outBytes, units)),
	{
		id: 'total',
		title: 'total conn',
		align: 'right',
		width: 10,
		widest: 10,
		priority: 12,
		cell(row) {
			const {counters} = row.kind === 'service' ? row.service : row.server;
			return figure(counters === null ? unknown : countFigure(counters.connections, 10));
		},
	},
	{
		id: 'state',
		title: 'state',
		align: 'left',
		width: 8,
		widest: 22,
		priority: 4,
		cell(row, {drains}, width) {
			const drain = drains.followed.get(row.id);
			return drain === undefined ? rowStateCell(row, width) : drainCell(drain, width);
		},
	},
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		align: 'left',
		width: 14,
		widest: 20,
		priority: 13,
		cell: (row, {traffic, poll}, width) =>
			piece(
				trend(traffic.history.of(trafficRow(row.id)), poll.director?.monotonic ?? 0, width),
				'bar',
			),
	},
	{
		id: 'options',
		title: 'options',
		align: 'left',
		width: 14,
		widest: 40,
		priority: 14,
		cell: row =>
			piece(
				row.kind === 'service' ? serviceOptions(row.service) : serverOptions(row.server),
				'dim',
			),
	},
];
