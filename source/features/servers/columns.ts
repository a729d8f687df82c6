/**
 * The columns of the Servers view.
 */

import type {Units} from '../../console/state/console-state.ts';
import {countFigure, shortFigure, trafficFigure, unknown} from '../../console/text/figures.ts';
import {shareBar} from '../../console/text/graphics.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {type CellState, type Column, figure} from '../services/columns.ts';
import {summedTrend} from '../traffic/trend.ts';
import {
	connectionsOfMachine,
	entriesWithWeight,
	forwardingNames,
	type RateName,
	summedRate,
	sumOver,
	weightRange,
} from './real-server-figures.ts';
import type {MachineRow} from './real-server-row.ts';
import type {MachineColumn} from './sort-real-servers.ts';
import {machineStateCell} from './state-cell.ts';

/** What rows of the Servers view can be sorted by, or the column that they cannot be sorted by. */
type MachineTableColumn = Column<MachineRow, MachineColumn | 'trend'>;

function connections(
	id: MachineColumn,
	priority: number,
	title: string,
	width: number,
	of: (server: LiveServer) => number,
): MachineTableColumn {
	return {
		...{id, title, width, priority},
		align: 'right',
		widest: width,
		cell: machine => figure(countFigure(sumOver(machine, of), width)),
	};
}

/** A rate over all entries; `~` before it says that the kernel's own smoothed rate is in it. */
export function machineRate(
	machine: MachineRow,
	name: RateName,
	text: (perSecond: number) => string,
): string {
	const rate = summedRate(machine, name);
	return rate === null ? unknown : `${rate.isKernels ? '~' : ''}${text(rate.perSecond)}`;
}

function rate(
	column: Pick<MachineTableColumn, 'id' | 'title' | 'width' | 'priority'>,
	name: RateName,
	text: (perSecond: number, units: Units) => string,
): MachineTableColumn {
	return {
		...column,
		align: 'right',
		widest: column.width + 1,
		cell: (machine, {units}) =>
			figure(machineRate(machine, name, perSecond => text(perSecond, units))),
	};
}

/** `5`, or `1–5` where the entries have different weights. */
export function weightFigure(machine: Pick<MachineRow, 'entries'>, width: number): string {
	const {lowest, highest} = weightRange(machine);
	return lowest === highest
		? countFigure(highest, width)
		: `${countFigure(lowest, width)}–${countFigure(highest, Math.max(1, width - 2))}`;
}

/** The part of all connections of the director that a machine has, 0 to 1. */
export function machineShare(machine: MachineRow, {totals}: Pick<CellState, 'totals'>): number {
	const all = totals.activeConnections + totals.inactiveConnections;
	return all === 0 ? 0 : connectionsOfMachine(machine) / all;
}

function shareCell(machine: MachineRow, state: CellState, width: number): Piece {
	const part = machineShare(machine, state);
	const percent = `${Math.round(part * 100)}%`.padStart(4);
	const bar = width > percent.length + 1 ? `${shareBar(part, width - 5)} ` : '';
	return piece(bar + percent, part === 0 ? 'dim' : 'bar');
}

/** From left to right. */
export const machineColumns: readonly MachineTableColumn[] = [
	{
		id: 'address',
		title: 'SERVER',
		align: 'left',
		width: 11,
		widest: 11,
		priority: 1,
		cell: ({id}) => piece(id, 'strong'),
	},
	{
		id: 'entries',
		title: 'up/all',
		align: 'right',
		width: 6,
		widest: 6,
		priority: 6,
		cell(machine) {
			const up = entriesWithWeight(machine);
			const all = machine.entries.length;
			return piece(`${up}/${all}`, up < all ? 'warn' : 'text');
		},
	},
	{
		id: 'via',
		title: 'via',
		align: 'left',
		width: 6,
		widest: 12,
		priority: 9,
		cell: machine => piece(forwardingNames(machine).join(' ')),
	},
	{
		id: 'weight',
		title: 'weight',
		align: 'right',
		width: 6,
		widest: 6,
		priority: 2,
		cell: machine => figure(weightFigure(machine, 6)),
	},
	connections('active', 3, 'active', 6, server => server.activeConnections),
	connections('inactive', 11, 'inact', 5, server => server.inactiveConnections),
	rate({id: 'connections', title: 'conn/s', width: 6, priority: 5}, 'connections', shortFigure),
	rate({id: 'in', title: 'in', width: 5, priority: 7}, 'inBytes', trafficFigure),
	rate({id: 'out', title: 'out', width: 5, priority: 10}, 'outBytes', trafficFigure),
	{
		id: 'share',
		title: 'share',
		align: 'left',
		width: 5,
		widest: 26,
		priority: 8,
		cell: shareCell,
	},
	{
		id: 'state',
		title: 'state',
		align: 'left',
		width: 8,
		widest: 20,
		priority: 4,
		cell: (machine, _state, width) => machineStateCell(machine, width),
	},
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		align: 'left',
		width: 14,
		widest: 20,
		priority: 12,
		cell: ({entries}, {traffic, poll}, width) =>
			piece(
				summedTrend(
					entries.map(({service, server}) =>
						traffic.history.of({service: service.id, server: server.id}),
					),
					poll.director?.monotonic ?? 0,
					width,
				),
				'bar',
			),
	},
];
