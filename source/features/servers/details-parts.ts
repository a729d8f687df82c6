/**
 * The parts of the details of a real server, in the columns of the frame's size.
 */
import {type Destination, type RowId, serverRowId} from '../../console/state/console-row.ts';
import type {Frame} from '../../console/state/model.ts';
import {entryCommands} from '../../console/state/rule-commands.ts';
import type {Fact} from '../../console/text/fact-line.ts';
import {shortFigure, trafficText, type Units} from '../../console/text/figures.ts';
import type {FiguresRow} from '../../console/text/figures-row.ts';
import {type Lines, piece} from '../../console/text/paint.ts';
import {cutText, fitText, textWidth, wrapText} from '../../console/text/text.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {forwardingName, serviceName} from '../../director/vocabulary.ts';
import {countOf, fullFigure, unknown} from '../../text/figures.ts';
import {namesOf} from '../names/index.ts';
import {
	changeLog,
	seriesOfRow,
	summedTrend,
	trend,
	trendAxis,
	trendSpan,
	trendWidth,
} from '../traffic/index.ts';
import {
	connectionsOfRealServer,
	entriesWithWeight,
	forwardingNames,
	realServerRate,
	realServerShare,
	sumOver,
	weightFigure,
} from './real-server-figures.ts';
import type {RealServerRow} from './real-server-row.ts';
import {realServerStateCell} from './state-cell.ts';

/** The sums over all entries of a real server. */
export function facts(realServer: RealServerRow, state: Frame): readonly Fact[] {
	const traffic = (perSecond: number): string => trafficText(perSecond, state.units);
	// The longest text: it is wrapped if there is no room.
	const condition = realServerStateCell(realServer, Number.MAX_SAFE_INTEGER);
	const percent = Math.round(realServerShare(realServer, state.director) * 100);
	const active = sumOver(realServer, server => server.activeConnections);
	const inactive = connectionsOfRealServer(realServer) - active;
	const weighted = entriesWithWeight(realServer);
	const names = namesOf(state.director);
	const name = names.shown === 'off' ? null : names.ofAddress(realServer.id);
	return [
		...(name === null ? [] : [{label: 'name', value: name}]),
		{
			label: 'state',
			...(condition.text === ''
				? {value: 'takes new connections'}
				: {value: condition.text, role: condition.role}),
		},
		{
			label: 'entries',
			value: `${weighted} of ${realServer.entries.length} ${weighted === 1 ? 'has' : 'have'} a weight above 0 (${weightFigure(realServer, 14)})`,
		},
		{label: 'forwarding', value: forwardingNames(realServer).join(', ')},
		{
			label: 'connections',
			value: `${fullFigure(active)} active, ${fullFigure(inactive)} inactive: ${percent}% of the director's`,
		},
		{
			label: 'traffic',
			value: `${realServerRate(realServer, 'connections')} conn/s, in ${realServerRate(realServer, 'inBytes', traffic)}, out ${realServerRate(realServer, 'outBytes', traffic)}`,
		},
	];
}

function rateText(
	{rates, ratesFrom}: LiveServer,
	text: (rates: NonNullable<LiveServer['rates']>) => string,
): string {
	return rates === null ? unknown : `${ratesFrom === 'kernel' ? '~' : ''}${text(rates)}`;
}

function entryRow({service, server}: Destination, units: Units): FiguresRow {
	return {
		service: serviceName(service),
		port: String(server.port),
		via: forwardingName(server),
		weight: String(server.weight),
		active: fullFigure(server.activeConnections),
		inactive: fullFigure(server.inactiveConnections),
		'conn/s': rateText(server, ({connections}) => shortFigure(connections)),
		in: rateText(server, ({inBytes}) => trafficText(inBytes, units)),
		out: rateText(server, ({outBytes}) => trafficText(outBytes, units)),
	};
}

/** Columns that are left out if there is no room, the first group first. */
const dispensable = [['via'], ['in', 'out'], ['inactive']] as const;

function without(rows: readonly FiguresRow[], names: readonly string[]): readonly FiguresRow[] {
	return rows.map(row =>
		Object.fromEntries(Object.entries(row).filter(([key]) => !names.includes(key))),
	);
}

/**
 * The entries as rows of a table with this width; the widths of its columns do not depend on which of them are visible.
 */
export function entryRows(
	entries: RealServerRow['entries'],
	{units, size}: Frame,
	widthOf: (rows: readonly FiguresRow[]) => number,
): readonly FiguresRow[] {
	let rows: readonly FiguresRow[] = entries.map(entry => entryRow(entry, units));
	for (const names of dispensable) {
		rows = widthOf(rows) > size.columns ? without(rows, names) : rows;
	}

	const widest = Math.max(...rows.map(({service = ''}) => textWidth(service)));
	const services = Math.max(8, widest - Math.max(0, widthOf(rows) - size.columns));
	const names = Object.keys(rows[0] ?? {});
	const widths = new Map(
		names.map(name => [name, Math.max(...rows.map(row => textWidth(row[name] ?? '')))]),
	);
	return rows.map(row =>
		Object.fromEntries(
			names.map(name => {
				const text = row[name] ?? '';
				return [
					name,
					name === 'service'
						? fitText(cutText(text, services, 'middle'), Math.min(services, widest))
						: text.padStart(widths.get(name) ?? 0),
				];
			}),
		),
	);
}

/** The conn/s of the last five minutes over all entries with their changes; blank if the history of one of them is not kept. */
export function trendLines(realServer: RealServerRow, {director, size}: Frame): Lines {
	const rows = rowsOf(realServer);
	const all = rows.map(row => seriesOfRow(director, row));
	const width = trendWidth(size.columns - 5);
	const now = director.live?.monotonic ?? 0;
	return [
		[piece(` conn/s, the last ${trendSpan / 60_000} minutes`, 'dim')],
		[piece('   '), piece(summedTrend(all, now, width), 'bar')],
		[piece('   '), ...trendAxis(director, rows, width)],
	];
}

/** The commands that make these entries. */
export function ruleLines(entries: RealServerRow['entries'], {size}: Frame): Lines {
	const commands = entries.flatMap(entryCommands);
	return commands.length === 0
		? []
		: [
				[piece(' ipvsadm command', 'dim')],
				...commands.flatMap(command =>
					wrapText(command, size.columns - 6).map((line, index) => [
						piece(`${index === 0 ? '   ' : '     '}${line}`),
					]),
				),
			];
}

/** The ids of the rows of its entries. */
export function rowsOf({entries}: RealServerRow): readonly RowId[] {
	return entries.map(({service, server}) => serverRowId(service.id, server.id));
}

/** What has changed on its entries. */
export function logLines(
	realServer: RealServerRow,
	{director, size, keyOf}: Frame,
	most: number,
): Lines {
	const options = {columns: size.columns, most, logKey: keyOf('log')};
	return changeLog(director, rowsOf(realServer), options);
}

/** The most entries with a trend of their own. */
const mostTrends = 20;

/** A trend of conn/s for each entry, if there are several; blank if its history is not kept. */
export function entryTrends({entries}: RealServerRow, {director, size}: Frame): Lines {
	const names = entries.slice(0, mostTrends).map(({service}) => serviceName(service));
	const nameWidth = Math.min(30, Math.max(0, ...names.map(textWidth)));
	const width = trendWidth(Math.max(0, size.columns - nameWidth - 6));
	const now = director.live?.monotonic ?? 0;
	const more = entries.length - names.length;
	return entries.length < 2
		? []
		: [
				[piece(` conn/s of each service, the last ${trendSpan / 60_000} minutes`, 'dim')],
				...entries.slice(0, mostTrends).map(({service, server}, index) => {
					const series = seriesOfRow(director, serverRowId(service.id, server.id));
					const name = cutText(names[index] ?? '', nameWidth, 'middle');
					return [
						piece(`   ${fitText(name, nameWidth)} `, 'dim'),
						piece(trend(series, now, width), 'bar'),
					];
				}),
				...(more > 0 ? [[piece(`   … and ${countOf(more, 'more service')}`, 'dim')]] : []),
			];
}
