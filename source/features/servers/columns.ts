/**
 * The columns of the Servers view. New columns are added here only.
 */

import {type Destination, serverRowId} from '../../console/state/console-row.ts';
import type {Column, SortableColumn} from '../../console/table/column.ts';
import {
	type ColumnHead,
	type ColumnRates,
	countColumn,
	rateColumn,
} from '../../console/table/figure-columns.ts';
import {nameColumn, nameColumnWidth} from '../../console/table/measure.ts';
import {sortableColumns} from '../../console/table/sort-rows.ts';
import {figureCell} from '../../console/text/figures.ts';
import {shareBar} from '../../console/text/graphics.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {serverState, stateFilterWords} from '../../director/row-state.ts';
import {
	isForwardedBy,
	isForwardingWord,
	serverOptions,
	serviceName,
} from '../../director/vocabulary.ts';
import {markedCell} from '../outside/index.ts';
import {chooseWords} from '../services/index.ts';
import {summedTrend} from '../traffic/index.ts';
import type {RealServerContext} from './columns-context.ts';
import {
	connectionsOfRealServer,
	entriesWithWeight,
	forwardingNames,
	type RateName,
	realServerShare,
	realServerState,
	summedRate,
	sumOver,
	weightFigure,
	weightRange,
} from './real-server-figures.ts';
import type {RealServerRow} from './real-server-row.ts';
import {addressTerms, entryTerms, stateTerms, viaTerms, weightTerms} from './real-server-terms.ts';
import {realServerNoAnswerCell, realServerStateCell, urgencyOfRealServer} from './state-cell.ts';

type SortableRealServerColumn<Id extends string> = SortableColumn<
	RealServerRow,
	RealServerContext,
	Id
>;

/** A column of connections, summed over all entries. */
function connections<Id extends string>(
	head: ColumnHead<Id>,
	width: number,
	of: (server: LiveServer) => number,
): SortableRealServerColumn<Id> {
	return countColumn(head, width, realServer => sumOver(realServer, of));
}

/** A column of rates, summed over all entries. */
function rate<Id extends string>(
	head: ColumnHead<Id>,
	width: number,
	name: RateName,
	options: Pick<ColumnRates<RealServerRow>, 'inBytes'> = {},
): SortableRealServerColumn<Id> {
	return rateColumn(head, width, {
		...options,
		rate: realServer => summedRate(realServer, name),
		value: realServer => summedRate(realServer, name)?.perSecond ?? null,
	});
}

function shareCell(realServer: RealServerRow, context: RealServerContext, width: number): Piece {
	const part = realServerShare(realServer, context);
	const percent = `${Math.round(part * 100)}%`.padStart(4);
	const bar = width > percent.length + 1 ? `${shareBar(part, width - 5)} ` : '';
	return piece(bar + percent, part === 0 ? 'dim' : 'bar');
}

function entryText({service, server}: Destination): string {
	return `${server.id} ${service.id} ${serviceName(service)} ${serverOptions(server)}`;
}

/** The columns from left to right. */
const definitions = [
	{
		id: 'address',
		title: 'SERVER',
		meaning: 'The address of a real server; its entries may have different ports',
		align: 'left',
		priority: 0,
		width: ({context}) => nameColumnWidth(11, 19, context.longest.address),
		cut: 'address',
		cell: ({id}, {addressNames}) =>
			piece((addressNames.shown === 'instead' ? addressNames.ofAddress(id) : null) ?? id, 'strong'),
		// Real servers are already grouped in the order of their addresses.
		sort: {descending: false},
		filter: {text: ({id}) => id, terms: addressTerms},
	},
	{
		id: 'name',
		title: 'name',
		meaning: 'The name of the address; only with `--names` or names of your own',
		align: 'left',
		...nameColumn,
		isShown: ({context}) => context.addressNames.shown === 'beside',
		cell: ({id}, {addressNames}) => piece(addressNames.ofAddress(id) ?? ''),
		filter: {text: ({id}, names) => (names.shown === 'off' ? '' : (names.ofAddress(id) ?? ''))},
	},
	{
		id: 'entries',
		title: 'w>0',
		meaning:
			'In how many of its services the server has a weight above 0: `2/3` means two of three',
		align: 'right',
		priority: 6,
		width: ({context}) => Math.max(6, context.longest.entries),
		cell(realServer) {
			const up = entriesWithWeight(realServer);
			const all = realServer.entries.length;
			return piece(`${up}/${all}`, up < all ? 'warn' : 'text');
		},
		sort: {descending: true, value: entriesWithWeight},
		filter: {text: ({entries}) => entries.map(entryText).join(' '), terms: entryTerms},
	},
	{
		id: 'via',
		title: 'via',
		meaning: 'The forwarding methods of its entries',
		align: 'left',
		priority: 9,
		width: {least: 6, wanted: 12},
		cell: realServer => piece(forwardingNames(realServer).join(' ')),
		sort: {descending: false, value: realServer => forwardingNames(realServer).join(' ')},
		filter: {
			only: {
				isWord: isForwardingWord,
				has: ({entries}, word) => entries.some(({server}) => isForwardedBy(server, word)),
			},
			terms: viaTerms,
		},
	},
	{
		id: 'weight',
		title: 'weight',
		meaning:
			'Its weight; `2–3` if its entries have different ones. `≠` marks one that has changed in the last ten seconds, whoever changed it',
		align: 'right',
		priority: 2,
		width: 7,
		cell(realServer, {changed, isAnyChanged}, width) {
			// A real server can have thousands of entries.
			const isChanged =
				isAnyChanged &&
				realServer.entries.some(({service, server}) =>
					changed(serverRowId(service.id, server.id)).some(({field}) => field === 'weight'),
				);
			return markedCell(figureCell(weightFigure(realServer, width)), isChanged, width);
		},
		sort: {descending: true, value: realServer => weightRange(realServer).highest},
		filter: {terms: weightTerms},
	},
	connections(
		{
			id: 'active',
			term: 'active',
			title: 'active',
			meaning: 'Active connections of all its entries',
			priority: 3,
		},
		6,
		server => server.activeConnections,
	),
	connections(
		{
			id: 'inactive',
			term: 'inactive',
			title: 'inact',
			meaning: 'Inactive connections of all its entries',
			priority: 11,
			isSpare: true,
		},
		5,
		server => server.inactiveConnections,
	),
	rate(
		{
			id: 'connections',
			term: 'conn/s',
			title: 'conn/s',
			meaning: 'New connections per second of all its entries',
			priority: 5,
		},
		6,
		'connections',
	),
	rate(
		{
			id: 'in',
			term: 'in',
			title: 'in',
			meaning: 'Traffic from clients to this server',
			priority: 7,
		},
		5,
		'inBytes',
		{inBytes: true},
	),
	rate(
		{
			id: 'out',
			term: 'out',
			title: 'out',
			meaning: 'Traffic from this server to clients; only with NAT',
			priority: 10,
			isSpare: true,
		},
		5,
		'outBytes',
		{inBytes: true},
	),
	{
		id: 'share',
		title: 'share',
		meaning: 'Its share of all connections of the director, active and inactive',
		align: 'left',
		priority: 8,
		width: {least: 5, wanted: 26},
		cell: shareCell,
		sort: {descending: true, value: connectionsOfRealServer},
	},
	{
		id: 'state',
		title: 'state',
		meaning:
			'`draining` or `drained` if it has no weight anywhere, or the most important state of its entries; empty if all is well',
		align: 'left',
		priority: 4,
		width: {least: 8, wanted: 20},
		cell(realServer, {checkOf, noAnswers}, width) {
			const state =
				realServerNoAnswerCell(realServer, noAnswers, width) ??
				realServerStateCell(realServer, width);
			const [check] = realServer.entries.flatMap(
				({service, server}) => checkOf(serverRowId(service.id, server.id)) ?? [],
			);
			return state.text === '' && check !== undefined
				? piece(chooseWords(`! ${check}`, '! check', width), 'warn')
				: state;
		},
		sort: {descending: true, value: urgencyOfRealServer},
		filter: {
			text: realServer =>
				[realServerState(realServer), ...realServer.entries.map(({server}) => serverState(server))]
					.map(stateFilterWords)
					.join(' '),
			terms: stateTerms,
		},
	},
	{
		id: 'trend',
		title: 'conn/s, 5 min',
		meaning: 'New connections per second of all its entries during the last five minutes',
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
] as const satisfies readonly Column<RealServerRow, RealServerContext>[];

/** The columns that the view can be sorted by. */
export const sortable = sortableColumns(definitions);

/** A column that the view can be sorted by. */
export type RealServerColumn = (typeof sortable)[number]['id'];

/** All columns, for the table engine. */
export const realServerColumns: readonly Column<
	RealServerRow,
	RealServerContext,
	(typeof definitions)[number]['id']
>[] = definitions;
