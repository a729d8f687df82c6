/**
 * The columns of the Servers view. A column is added here and nowhere else.
 */

import {type RowId, type ServerInService, serverRowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import type {Column, SortableColumn} from '../../console/table/column.ts';
import {createNameWidths, type NameWidths, nameColumnWidth} from '../../console/table/measure.ts';
import {sortableColumns} from '../../console/table/sort-rows.ts';
import {
	countFigure,
	figureCell,
	inUnits,
	rateFigure,
	type Units,
} from '../../console/text/figures.ts';
import {shareBar} from '../../console/text/graphics.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveDirector, LiveServer} from '../../director/polling/live.ts';
import {serverState, stateFilterWords} from '../../director/row-state.ts';
import type {TableTotals} from '../../director/table-totals.ts';
import {
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
} from '../../director/vocabulary.ts';
import {seriesOfRow, summedTrend} from '../traffic/index.ts';
import {
	connectionsOfMachine,
	entriesWithWeight,
	forwardingNames,
	type MachineState,
	machineShare,
	machineState,
	type RateName,
	summedRate,
	sumOver,
	weightFigure,
	weightRange,
} from './real-server-figures.ts';
import {type MachineRow, machinesOf} from './real-server-row.ts';
import {machineStateCell} from './state-cell.ts';

/** What a cell depends on beside its row. */
export interface MachineContext {
	readonly units: Units;
	/** Of the whole director. */
	readonly totals: TableTotals;
	/** The history of a row of the Services view; null if none is kept of it. */
	readonly seriesOf: (row: RowId) => ReturnType<typeof seriesOfRow>;
	/** The monotonic clock at the reading, milliseconds. */
	readonly now: number;
	readonly addresses: NameWidths;
	/** Of how many entries each machine has weight, whatever is shown of the table. */
	readonly entries: NameWidths;
}

const addressWidths = createNameWidths((director: LiveDirector, take) => {
	for (const {id} of machinesOf(director)) {
		take(id.length);
	}
});

const entriesWidths = createNameWidths((director: LiveDirector, take) => {
	for (const {entries} of machinesOf(director)) {
		take(2 * String(entries.length).length + 1);
	}
});

/** What the cells are made with, for the director that is shown. */
export function machineContext({
	units,
	director,
}: {
	readonly units: Units;
	readonly director: DirectorState;
}): MachineContext {
	return {
		units,
		totals: director.totals,
		seriesOf: row => seriesOfRow(director, row),
		now: director.live?.monotonic ?? 0,
		addresses: addressWidths(director.live),
		entries: entriesWidths(director.live),
	};
}

type SortableMachineColumn<Id extends string> = SortableColumn<MachineRow, MachineContext, Id>;

function connections<Id extends string>(
	column: {readonly id: Id; readonly title: string; readonly priority: number},
	width: number,
	{of, isSpare = false}: {readonly of: (server: LiveServer) => number; readonly isSpare?: boolean},
): SortableMachineColumn<Id> {
	const sum = (machine: MachineRow) => sumOver(machine, of);
	return {
		...column,
		align: 'right',
		isSpare,
		width,
		cell: machine => figureCell(countFigure(sum(machine), width)),
		sort: {descending: true, value: sum},
	};
}

/** A column of rates; it grows by the cell that `~` before a figure takes. */
function rate<Id extends string>(
	column: {
		readonly id: Id;
		readonly title: string;
		readonly priority: number;
		readonly isSpare?: boolean;
	},
	width: number,
	name: RateName,
	of: (perSecond: number, units: Units) => number,
): SortableMachineColumn<Id> {
	return {
		...column,
		align: 'right',
		width: column.isSpare ? {least: width, wanted: width + 1} : {least: width, needed: width + 1},
		cell(machine, {units}, cells) {
			const known = summedRate(machine, name);
			return figureCell(
				rateFigure(known && {...known, perSecond: of(known.perSecond, units)}, cells),
			);
		},
		sort: {descending: true, value: machine => summedRate(machine, name)?.perSecond ?? null},
	};
}

function shareCell(machine: MachineRow, context: MachineContext, width: number): Piece {
	const part = machineShare(machine, context);
	const percent = `${Math.round(part * 100)}%`.padStart(4);
	const bar = width > percent.length + 1 ? `${shareBar(part, width - 5)} ` : '';
	return piece(bar + percent, part === 0 ? 'dim' : 'bar');
}

const stateRank: Readonly<Record<MachineState, number>> = {
	'over-threshold': 6,
	'maybe-closed': 5,
	draining: 4,
	'some-draining': 3,
	drained: 2,
	'some-drained': 1,
	normal: 0,
};

function entryText({service, server}: ServerInService): string {
	return `${server.id} ${service.id} ${serviceName(service)} ${serverOptions(server)}`;
}

/** From left to right. */
const definitions = [
	{
		id: 'address',
		title: 'SERVER',
		align: 'left',
		priority: 0,
		width: ({context}) => nameColumnWidth(11, context.addresses),
		cut: 'middle',
		cell: ({id}) => piece(id, 'strong'),
		// Machines are collected by address.
		sort: {descending: false},
		filter: {text: ({id}) => id},
	},
	{
		id: 'entries',
		title: 'up/all',
		align: 'right',
		priority: 6,
		width: ({context}) => Math.max(6, context.entries.longest),
		cell(machine) {
			const up = entriesWithWeight(machine);
			const all = machine.entries.length;
			return piece(`${up}/${all}`, up < all ? 'warn' : 'text');
		},
		sort: {descending: true, value: entriesWithWeight},
		filter: {text: ({entries}) => entries.map(entryText).join(' ')},
	},
	{
		id: 'via',
		title: 'via',
		align: 'left',
		priority: 9,
		width: {least: 6, wanted: 12},
		cell: machine => piece(forwardingNames(machine).join(' ')),
		sort: {descending: false, value: machine => forwardingNames(machine).join(' ')},
		filter: {
			only: {
				isWord: isForwardingWord,
				has: ({entries}, word) => entries.some(({server}) => isForwardedBy(server, word)),
			},
		},
	},
	{
		id: 'weight',
		title: 'weight',
		align: 'right',
		priority: 2,
		width: 7,
		cell: (machine, _context, width) => figureCell(weightFigure(machine, width)),
		sort: {descending: true, value: machine => weightRange(machine).highest},
	},
	connections({id: 'active', title: 'active', priority: 3}, 6, {
		of: server => server.activeConnections,
	}),
	connections({id: 'inactive', title: 'inact', priority: 11}, 5, {
		of: server => server.inactiveConnections,
		isSpare: true,
	}),
	rate({id: 'connections', title: 'conn/s', priority: 5}, 6, 'connections', perSecond => perSecond),
	rate({id: 'in', title: 'in', priority: 7}, 5, 'inBytes', inUnits),
	rate({id: 'out', title: 'out', priority: 10, isSpare: true}, 5, 'outBytes', inUnits),
	{
		id: 'share',
		title: 'share',
		align: 'left',
		priority: 8,
		width: {least: 5, wanted: 26},
		cell: shareCell,
		sort: {descending: true, value: connectionsOfMachine},
	},
	{
		id: 'state',
		title: 'state',
		align: 'left',
		priority: 4,
		width: {least: 8, wanted: 20},
		cell: (machine, _context, width) => machineStateCell(machine, width),
		sort: {descending: true, value: machine => stateRank[machineState(machine)]},
		filter: {
			text: machine =>
				[machineState(machine), ...machine.entries.map(({server}) => serverState(server))]
					.map(stateFilterWords)
					.join(' '),
		},
	},
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		align: 'left',
		priority: 12,
		isSpare: true,
		width: {least: 14, wanted: 20},
		cell: ({entries}, {seriesOf, now}, width) =>
			piece(
				summedTrend(
					entries.map(({service, server}) => seriesOf(serverRowId(service.id, server.id))),
					now,
					width,
				),
				'bar',
			),
	},
] as const satisfies readonly Column<MachineRow, MachineContext>[];

/** Those that the view can be sorted by. */
export const sortable = sortableColumns(definitions);

/** A column that the view can be sorted by. */
export type MachineColumn = (typeof sortable)[number]['id'];

/** All columns, as the engine takes them. */
export const machineColumns: readonly Column<
	MachineRow,
	MachineContext,
	(typeof definitions)[number]['id']
>[] = definitions;
