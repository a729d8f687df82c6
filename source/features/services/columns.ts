/**
 * The columns of the Services view. Those with figures of traffic are in `traffic-columns.ts`.
 */

import type {ConsoleRow} from '../../console/state/console-row.ts';
import type {Column, ColumnSort, SortValue} from '../../console/table/column.ts';
import {nameColumn, nameColumnWidth} from '../../console/table/measure.ts';
import {sortableColumns} from '../../console/table/sort-rows.ts';
import {countFigure, figureCell} from '../../console/text/figures.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import {
	forwardingName,
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
	serviceOptions,
} from '../../director/vocabulary.ts';
import {type ChangedField, markedCell} from '../outside/index.ts';
import {trend} from '../traffic/index.ts';
import type {ServicesContext} from './columns-context.ts';
import {rowLabel, rowName} from './row-names.ts';
import {nameTerms, viaTerms} from './row-terms.ts';
import {stateColumn} from './state-column.ts';
import {trafficColumns} from './traffic-columns.ts';

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

/** The fields that the column of options shows. */
const optionFields: readonly ChangedField['field'][] = [
	...(['schedulerFlags', 'persistence', 'engine', 'onePacket'] as const),
	...(['upperThreshold', 'lowerThreshold', 'tunnel'] as const),
];

/** A cell, marked if one of these fields has changed a moment ago. */
function marked(
	cell: Piece,
	{
		row,
		context,
		width,
	}: {readonly row: ConsoleRow; readonly context: ServicesContext; readonly width: number},
	of: readonly ChangedField['field'][],
): Piece {
	const isChanged = context.changed(row).some(({field}) => of.includes(field));
	return markedCell(cell, isChanged, width);
}

/** The columns from left to right. */
const definitions = [
	{
		id: 'service',
		title: '  SERVICE / server',
		meaning:
			'The service, with its servers below it. `FWM` is a firewall mark; `▸` is a service whose servers are hidden',
		align: 'left',
		priority: 0,
		// With 26 cells every column of figures fits into 80: the name of an IPv4 service of TCP with any port.
		width: ({context}) => nameColumnWidth(22, 26, context.longestName),
		cut: 'address',
		cell: (row, {addressNames, checkOf}) => {
			const isMarked = checkOf(row) !== null;
			const role = isMarked ? 'warn' : row.kind === 'service' ? 'strong' : 'text';
			return piece(rowLabel(row, addressNames, isMarked ? '!' : ' '), role);
		},
		// The order of the reading.
		sort: {descending: false},
		filter: {
			text: row =>
				row.kind === 'service' ? `${row.service.id} ${serviceName(row.service)}` : row.server.id,
			terms: nameTerms,
		},
	},
	{
		id: 'name',
		title: 'name',
		meaning: 'The name of the address; only with `--names` or names of your own',
		align: 'left',
		// Its width does not depend on the names, so that nothing moves when one becomes known.
		...nameColumn,
		isShown: ({context}) => context.addressNames.shown === 'beside',
		cell: (row, {addressNames}) => piece(rowName(row, addressNames)),
		filter: {text: (row, names) => (names.shown === 'off' ? '' : rowName(row, names))},
	},
	{
		id: 'via',
		title: 'via',
		meaning:
			'The scheduler of a service; the forwarding of a server: `NAT`, `DR`, `TUN` (`GUE`, `GRE`) or `local`',
		align: 'left',
		priority: 6,
		width: {least: 4, needed: 5},
		cell: (row, context, width) =>
			marked(
				piece(row.kind === 'service' ? row.service.scheduler : forwardingName(row.server)),
				{row, context, width},
				['scheduler', 'forwarding', 'tunnel'],
			),
		sort: sorted(false, ({scheduler}) => scheduler, forwardingName),
		filter: {
			text: row => (row.kind === 'service' ? row.service.scheduler : ''),
			only: {
				isWord: isForwardingWord,
				has: (row, word) => row.kind === 'server' && isForwardedBy(row.server, word),
			},
			terms: viaTerms,
		},
	},
	{
		id: 'weight',
		title: 'weight',
		meaning:
			'The weight of a server. 0 means that it gets no new connections. `≠` marks a value here, in `via` and in `options` that has changed in the last ten seconds, whoever changed it',
		align: 'right',
		priority: 2,
		width: 6,
		cell: (row, context, width) =>
			row.kind === 'service'
				? piece('')
				: marked(figureCell(countFigure(row.server.weight, 6)), {row, context, width}, ['weight']),
		// A service has no weight: services keep their order, servers are sorted within them.
		sort: sorted(
			true,
			() => 0,
			({weight}) => weight,
		),
		filter: {
			terms: [
				{
					name: 'weight',
					values: (row: ConsoleRow) => (row.kind === 'server' ? row.server.weight : null),
				},
			],
		},
	},
	...trafficColumns,
	stateColumn,
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		meaning: 'New connections per second during the last five minutes, the newest on the right',
		align: 'left',
		priority: 13,
		isSpare: true,
		width: {least: 14, wanted: 20},
		cell: (row, {seriesOf, now}, width) => piece(trend(seriesOf(row.id), now, width), 'bar'),
	},
	{
		id: 'options',
		title: 'options',
		meaning: 'Everything else of the entry: scheduler flags, persistence, thresholds, tunnel',
		align: 'left',
		priority: 14,
		isSpare: true,
		width: {least: 14, wanted: 40},
		cell: (row, context, width) =>
			marked(
				piece(
					row.kind === 'service' ? serviceOptions(row.service) : serverOptions(row.server),
					'dim',
				),
				{row, context, width},
				optionFields,
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
