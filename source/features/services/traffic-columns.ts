/**
 * The columns of the Services view that have figures of traffic: connections, rates and totals.
 */
import type {ConsoleRow} from '../../console/state/console-row.ts';
import type {Column, SortableColumn} from '../../console/table/column.ts';
import {
	type ColumnHead,
	type ColumnRates,
	countColumn,
	rateColumn,
} from '../../console/table/figure-columns.ts';
import {countFigure, figureCell} from '../../console/text/figures.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import type {ServicesContext} from './columns-context.ts';

type ServicesColumn<Id extends string> = SortableColumn<ConsoleRow, ServicesContext, Id>;

/** A column of connections; a service has those of its servers. */
function connections<Id extends string>(
	head: ColumnHead<Id>,
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
	return countColumn(head, width, row =>
		row.kind === 'service' ? sum(row.service) : of(row.server),
	);
}

/** A column of rates. */
function rate<Id extends string>(
	head: ColumnHead<Id>,
	width: number,
	of: (rates: NonNullable<LiveServer['rates']>) => number,
	options: Pick<ColumnRates<ConsoleRow>, 'inBytes' | 'turn'> = {},
): ServicesColumn<Id> {
	const known = (row: ConsoleRow) => (row.kind === 'service' ? row.service : row.server);
	return rateColumn(head, width, {
		...options,
		rate(row) {
			const {rates, ratesFrom} = known(row);
			return rates && {perSecond: of(rates), isKernels: ratesFrom === 'kernel'};
		},
		value(row) {
			const {rates} = known(row);
			return rates && of(rates);
		},
	});
}

/** The connections since the counters were last zeroed; null if unknown. */
const connectionsSince = (row: ConsoleRow) =>
	(row.kind === 'service' ? row.service : row.server).counters?.connections ?? null;

/** The columns from left to right. */
export const trafficColumns = [
	connections(
		{
			id: 'active',
			term: 'active',
			title: 'active',
			meaning:
				'Active connections (ActiveConn of `ipvsadm`): TCP that is being opened or is established, and established SCTP; always 0 for UDP',
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
			meaning:
				'Inactive connections (InActConn): all others, that is UDP and connections that are closing; a closed TCP connection stays here for up to two minutes',
			priority: 7,
		},
		5,
		server => server.inactiveConnections,
	),
	rate(
		{
			id: 'connections',
			term: 'conn/s',
			title: 'conn/s',
			meaning:
				"New connections per second, from the kernel's counter. `~` marks the kernel's own smoothed rate, which is shown until there is a second reading",
			priority: 5,
		},
		6,
		rates => rates.connections,
	),
	rate(
		{
			id: 'in-packets',
			term: 'in-packets',
			title: 'in pk/s',
			meaning: 'Packets per second from clients to servers',
			priority: 10,
			isSpare: true,
		},
		7,
		rates => rates.inPackets,
		{turn: 1},
	),
	rate(
		{
			id: 'out-packets',
			term: 'out-packets',
			title: 'out pk/s',
			meaning:
				'Packets per second from servers to clients; only with NAT, because other answers do not pass the director',
			priority: 11,
			isSpare: true,
		},
		8,
		rates => rates.outPackets,
		{turn: 1},
	),
	rate(
		{
			id: 'in',
			term: 'in',
			title: 'in',
			meaning: 'Traffic from clients to servers, in bits or bytes per second (`b` switches)',
			priority: 8,
		},
		5,
		rates => rates.inBytes,
		{inBytes: true},
	),
	rate(
		{
			id: 'out',
			term: 'out',
			title: 'out',
			meaning: 'Traffic from servers to clients; only with NAT',
			priority: 9,
		},
		5,
		rates => rates.outBytes,
		{inBytes: true},
	),
	{
		id: 'total',
		title: 'total conn',
		meaning: 'All connections since the counters were last zeroed',
		align: 'right',
		priority: 12,
		isSpare: true,
		width: 10,
		cell(row) {
			const {counters} = row.kind === 'service' ? row.service : row.server;
			return figureCell(counters === null ? null : countFigure(counters.connections, 10));
		},
		sort: {descending: true, value: connectionsSince, turn: 2},
		filter: {
			terms: [{name: 'total', values: connectionsSince}],
		},
	},
] as const satisfies readonly Column<ConsoleRow, ServicesContext>[];
