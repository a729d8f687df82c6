/**
 * The columns of the Services view. New columns are added here only.
 */

import type {ConsoleRow, RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import type {Column, ColumnSort, SortableColumn, SortValue} from '../../console/table/column.ts';
import {createNameWidths, type NameWidths, nameColumnWidth} from '../../console/table/measure.ts';
import {sortableColumns} from '../../console/table/sort-rows.ts';
import {
	countFigure,
	figureCell,
	inUnits,
	rateFigure,
	type Units,
} from '../../console/text/figures.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveDirector, LiveServer, LiveService} from '../../director/polling/live.ts';
import {serverState, serviceState, stateFilterWords} from '../../director/row-state.ts';
import {
	forwardingName,
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
	serviceOptions,
} from '../../director/vocabulary.ts';
import {foundNoAnswers, type NoAnswer} from '../connections/index.ts';
import {drainCell, type FollowedDrain, followedDrains} from '../drain/index.ts';
import {outsideCell} from '../outside/index.ts';
import {seriesOfRow, trend} from '../traffic/index.ts';
import {noAnswerCell, rowStateCell} from './row-state-cell.ts';

/** The context of a cell besides its row. */
export interface ServicesContext {
	readonly units: Units;
	readonly drains: ReadonlyMap<RowId, FollowedDrain>;
	readonly noAnswers: readonly NoAnswer[];
	/** The mark of a row that was changed from outside recently, in `width` cells; null if it was not. */
	readonly outside: (row: RowId, width: number) => Piece | null;
	/** The traffic history of a row; null if none is kept. */
	readonly seriesOf: (row: RowId) => ReturnType<typeof seriesOfRow>;
	/** The monotonic time of the reading, milliseconds. */
	readonly now: number;
	readonly names: NameWidths;
}

/** Hands over the width of each name of a service and its servers. */
export function takeNameWidths(service: LiveService, take: (width: number) => void): void {
	take(2 + serviceName(service).length);
	for (const server of service.servers) {
		take(4 + server.id.length);
	}
}

/** The widths of a director's names; measured once for each reading. */
export const measureNames = createNameWidths(({services}: LiveDirector, take) => {
	for (const service of services) {
		takeNameWidths(service, take);
	}
});

/** The context of the cells for the shown director. */
export function servicesContext({
	units,
	director,
}: {
	readonly units: Units;
	readonly director: DirectorState;
}): ServicesContext {
	return {
		units,
		drains: followedDrains(director),
		noAnswers: foundNoAnswers(director),
		outside: (row, width) => outsideCell(director, row, width),
		seriesOf: row => seriesOfRow(director, row),
		now: director.live?.monotonic ?? 0,
		names: measureNames(director.live),
	};
}

type ServicesColumn<Id extends string> = SortableColumn<ConsoleRow, ServicesContext, Id>;

/** A sort of services, and of the servers within their service. */
function sorted(
	descending: boolean,
	ofService: (service: LiveService) => SortValue,
	ofServer: (server: LiveServer) => SortValue,
): Pick<ColumnSort<ConsoleRow>, 'descending' | 'value'> {
	return {
		descending,
		value: row => (row.kind === 'service' ? ofService(row.service) : ofServer(row.server)),
	};
}

function connections<Id extends string>(
	column: {readonly id: Id; readonly title: string; readonly priority: number},
	width: number,
	of: (server: LiveServer) => number,
): ServicesColumn<Id> {
	const sum = ({servers}: LiveService) => {
		let total = 0;
		for (const server of servers) {
			total += of(server);
		}

		return total;
	};
	return {
		...column,
		align: 'right',
		width,
		cell: row =>
			figureCell(countFigure(row.kind === 'server' ? of(row.server) : sum(row.service), width)),
		sort: sorted(true, sum, of),
	};
}

/** Columns with a higher number are shown only if the names have all the room they need. */
const lastOfBasics = 9;

/** A column of rates; it is one cell wider if `~` precedes a number. */
function rate<Id extends string>(
	column: {readonly id: Id; readonly title: string; readonly priority: number},
	width: number,
	of: (rates: NonNullable<LiveServer['rates']>) => number,
	{inBytes = false, turn = 0}: {readonly inBytes?: boolean; readonly turn?: number} = {},
): ServicesColumn<Id> {
	const isSpare = column.priority > lastOfBasics;
	const value = ({rates}: LiveService | LiveServer) => (rates === null ? null : of(rates));
	return {
		...column,
		align: 'right',
		isSpare,
		width: isSpare ? {least: width, wanted: width + 1} : {least: width, needed: width + 1},
		cell(row, {units}, cells) {
			const {rates, ratesFrom} = row.kind === 'service' ? row.service : row.server;
			if (rates === null) {
				return figureCell(rateFigure(null, cells));
			}

			const perSecond = inBytes ? inUnits(of(rates), units) : of(rates);
			return figureCell(rateFigure({perSecond, isKernels: ratesFrom === 'kernel'}, cells));
		},
		sort: {...sorted(true, value, value), turn},
	};
}

/** The name in the first column, with the fold sign of a service or the indent of a server. */
function rowLabel(row: ConsoleRow): string {
	return row.kind === 'service'
		? `${row.folded ? '▸' : '▾'} ${serviceName(row.service)}`
		: `    ${row.server.id}`;
}

const stateRank = {
	'no-servers': 4,
	'no-weight': 3,
	'over-threshold': 3,
	closed: 3,
	'maybe-closed': 2,
	draining: 2,
	drained: 1,
	normal: 0,
} as const;

/** The columns from left to right. */
const definitions = [
	{
		id: 'service',
		title: '  SERVICE / server',
		align: 'left',
		priority: 0,
		width: ({context}) => nameColumnWidth(22, context.names),
		cut: 'middle',
		cell: row => piece(rowLabel(row), row.kind === 'service' ? 'strong' : 'text'),
		// The order of the reading.
		sort: {descending: false},
		filter: {
			text: row =>
				row.kind === 'service' ? `${row.service.id} ${serviceName(row.service)}` : row.server.id,
		},
	},
	{
		id: 'via',
		title: 'via',
		align: 'left',
		priority: 6,
		width: {least: 4, needed: 5},
		cell: row => piece(row.kind === 'service' ? row.service.scheduler : forwardingName(row.server)),
		sort: sorted(false, ({scheduler}) => scheduler, forwardingName),
		filter: {
			text: row => (row.kind === 'service' ? row.service.scheduler : ''),
			only: {
				isWord: isForwardingWord,
				has: (row, word) => row.kind === 'server' && isForwardedBy(row.server, word),
			},
		},
	},
	{
		id: 'weight',
		title: 'weight',
		align: 'right',
		priority: 2,
		width: 6,
		cell: row =>
			row.kind === 'service' ? piece('') : figureCell(countFigure(row.server.weight, 6)),
		// A service has no weight: services keep their order, servers are sorted within them.
		sort: sorted(
			true,
			() => 0,
			({weight}) => weight,
		),
	},
	connections({id: 'active', title: 'active', priority: 3}, 6, server => server.activeConnections),
	connections(
		{id: 'inactive', title: 'inact', priority: 9},
		5,
		server => server.inactiveConnections,
	),
	rate({id: 'connections', title: 'conn/s', priority: 5}, 6, rates => rates.connections),
	rate({id: 'in-packets', title: 'in pk/s', priority: 10}, 7, rates => rates.inPackets, {turn: 1}),
	rate({id: 'out-packets', title: 'out pk/s', priority: 11}, 8, rates => rates.outPackets, {
		turn: 1,
	}),
	rate({id: 'in', title: 'in', priority: 7}, 5, rates => rates.inBytes, {inBytes: true}),
	rate({id: 'out', title: 'out', priority: 8}, 5, rates => rates.outBytes, {inBytes: true}),
	{
		id: 'total',
		title: 'total conn',
		align: 'right',
		priority: 12,
		isSpare: true,
		width: 10,
		cell(row) {
			const {counters} = row.kind === 'service' ? row.service : row.server;
			return figureCell(counters === null ? null : countFigure(counters.connections, 10));
		},
		sort: {
			...sorted(
				true,
				({counters}) => counters?.connections ?? null,
				({counters}) => counters?.connections ?? null,
			),
			turn: 2,
		},
	},
	{
		id: 'state',
		title: 'state',
		align: 'left',
		priority: 4,
		width: {least: 8, wanted: 22},
		cell(row, {drains, noAnswers, outside}, width) {
			const changed = outside(row.id, width);
			if (changed !== null) {
				return changed;
			}

			const drain = drains.get(row.id);
			return drain === undefined
				? (noAnswerCell(row, noAnswers, width) ?? rowStateCell(row, width))
				: drainCell(drain, width);
		},
		sort: {
			...sorted(
				true,
				service => stateRank[serviceState(service)],
				server => stateRank[serverState(server)],
			),
			turn: 4,
		},
		filter: {
			text(row) {
				return stateFilterWords(
					row.kind === 'service' ? serviceState(row.service) : serverState(row.server),
				);
			},
		},
	},
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		align: 'left',
		priority: 13,
		isSpare: true,
		width: {least: 14, wanted: 20},
		cell: (row, {seriesOf, now}, width) => piece(trend(seriesOf(row.id), now, width), 'bar'),
	},
	{
		id: 'options',
		title: 'options',
		align: 'left',
		priority: 14,
		isSpare: true,
		width: {least: 14, wanted: 40},
		cell: row =>
			piece(
				row.kind === 'service' ? serviceOptions(row.service) : serverOptions(row.server),
				'dim',
			),
		sort: {...sorted(false, serviceOptions, serverOptions), turn: 3},
		filter: {
			text: row =>
				row.kind === 'service' ? serviceOptions(row.service) : serverOptions(row.server),
		},
	},
] as const satisfies readonly Column<ConsoleRow, ServicesContext>[];

/** The columns that the view can be sorted by. */
export const sortable = sortableColumns(definitions);

export type SortColumn = (typeof sortable)[number]['id'];

/** All columns, for the table engine. */
export const columns: readonly Column<
	ConsoleRow,
	ServicesContext,
	(typeof definitions)[number]['id']
>[] = definitions;
