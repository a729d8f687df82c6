/**
 * The servers of a service compared by one figure: a graph for each, all on one scale.
 */
import {serverIdOfRow, serverRowId} from '../../console/state/console-row.ts';
import {axisFigure, countFigure, rateFigure} from '../../console/text/figures.ts';
import {type Lines, type Piece, piece} from '../../console/text/paint.ts';
import {cutText, fitText, textWidth} from '../../console/text/text.ts';
import type {LiveServer, LiveService} from '../../director/polling/live.ts';
import type {ServerId} from '../../ipvs/server.ts';
import type {ServiceId} from '../../ipvs/service.ts';
import {unknown} from '../../text/figures.ts';
import type {Change} from '../changes/index.ts';
import {percent, serviceShares} from '../connections/index.ts';
import {axisPieces, marksOf} from './change-marks.ts';
import {comparisonPlace} from './comparison.ts';
import {type GraphKind, graphKinds, titleOf, unitFactor} from './graph-kind.ts';
import {comparedPlot, roundTop} from './history/compared-plot.ts';
import {isGauge, type TrafficMetric} from './history/metric.ts';
import {plotColumns} from './history/plot.ts';
import {resample} from './history/resample.ts';
import {timeAxis} from './history/time-axis.ts';
import {unknownWindow} from './history/traffic-series.ts';
import {seriesOfRow, shownSpan, type TrafficSeen} from './traffic-state.ts';

/** The figure by which servers are compared. */
export function comparedFigure({figure}: TrafficSeen['own']): GraphKind {
	return graphKinds[figure % graphKinds.length] ?? graphKinds[0];
}

/** The newest value of a server, in the units of the reading; null if it is not known. */
function newestOf(
	{rates, ratesFrom, activeConnections, inactiveConnections}: LiveServer,
	metric: TrafficMetric,
): {readonly value: number | null; readonly isKernels: boolean} {
	const known = {...rates, activeConnections, inactiveConnections};
	return {
		value: known[metric] ?? null,
		isKernels: ratesFrom === 'kernel' && !isGauge(metric),
	};
}

/** The columns beside the graphs. */
interface Columns {
	readonly name: number;
	readonly weight: number;
	readonly newest: number;
	readonly share: number;
	readonly asked: number;
	readonly graph: number;
}

/** They depend on the terminal and on all compared servers only, so they stay while the operator moves on. */
function columnsOf(servers: readonly ServerId[], width: number): Columns {
	const longest = Math.max(6, ...servers.map(textWidth));
	const name = Math.min(longest, Math.max(12, Math.floor(width * 0.3)));
	const [newest, share] = [7, 6];
	const weight = width >= 80 ? 7 : 0;
	const asked = width >= 100 ? 10 : 0;
	const graph = Math.max(1, width - 3 - name - weight - newest - share - asked);
	return {name, weight, newest, share, asked, graph};
}

/** A part from 0 to 1, or unknown. */
function part(value: number | null | undefined): string {
	return value === null || value === undefined ? unknown : percent(value);
}

/** The shares of the servers in a figure; none while that of one of them is not known. */
function sharesOf(service: LiveService | null, metric: TrafficMetric) {
	if (service === null) {
		return new Map<ServerId, {share: number | null; asked: number | null}>();
	}

	const values = service.servers.map(server => newestOf(server, metric).value);
	const known = values.filter(value => value !== null);
	const isKnown = known.length === values.length;
	return new Map(
		serviceShares(service, isKnown ? known : values.map(() => 0)).map(({share, asked}, index) => [
			service.servers[index]?.id,
			{share, asked},
		]),
	);
}

/** What is compared. */
export interface Comparison {
	readonly id: ServiceId;
	/** Null if the service is gone. */
	readonly service: LiveService | null;
	/** The changes to mark, those of the service and of its servers. */
	readonly changes: readonly Change[];
}

/** The lines of one server. */
function serverLines(
	server: ServerId,
	live: LiveServer | null,
	{
		columns,
		plot,
		shares,
		isChosen,
		kind,
		seen,
	}: {
		readonly columns: Columns;
		readonly plot: readonly string[];
		readonly shares: ReturnType<typeof sharesOf>;
		readonly isChosen: boolean;
		readonly kind: GraphKind;
		readonly seen: TrafficSeen;
	},
): Lines {
	const {value = null, isKernels = false} = live === null ? {} : newestOf(live, kind.metric);
	const share = shares.get(server);
	const newest =
		value !== null && isGauge(kind.metric)
			? countFigure(value, 6)
			: rateFigure(
					value === null ? null : {perSecond: value * unitFactor(kind, seen.units), isKernels},
					6,
				);
	const weight = live === null ? 'gone' : String(live.weight);
	const beside = [
		piece(isChosen ? '>' : ' ', 'strong'),
		piece(
			fitText(server, columns.name, 'left', 'address'),
			isChosen ? 'strong' : live === null ? 'dim' : 'text',
		),
		piece(columns.weight === 0 ? '' : fitText(weight, columns.weight, 'right'), 'dim'),
		piece(fitText(newest, columns.newest, 'right'), value === 0 || value === null ? 'dim' : 'text'),
		piece(fitText(part(share?.share), columns.share, 'right')),
		piece(columns.asked === 0 ? '' : fitText(part(share?.asked), columns.asked, 'right'), 'dim'),
		piece(' '),
	];
	const blank = [piece(' '.repeat(beside.reduce((width, {text}) => width + textWidth(text), 0)))];
	return plot.map((row, line): readonly Piece[] => [
		...(line === 0 ? beside : blank),
		piece(row, 'bar'),
	]);
}

/** Where the other servers are: `4 above, 12 below`. */
function othersInWords(above: number, below: number): string {
	return [above === 0 ? '' : `${above} above`, below === 0 ? '' : `${below} below`]
		.filter(text => text !== '')
		.join(', ');
}

/** The column titles, the servers that fit, and the time axis. */
export function comparisonLines(seen: TrafficSeen, {id, service, changes}: Comparison): Lines {
	const {own, director, units, size} = seen;
	const {compared} = own;
	const {first, shown, lines} = comparisonPlace(seen);
	const columns = columnsOf(compared, size.columns);
	const kind = comparedFigure(own);
	const factor = unitFactor(kind, units);
	const [span, now] = [shownSpan(seen), director.live?.monotonic ?? 0];
	const all = compared.map(server => seriesOfRow(director, serverRowId(id, server)));
	const highest = all.reduce(
		(most, series) => Math.max(most, series?.highest(kind.metric, {span, now}) ?? 0),
		0,
	);
	const top = roundTop(highest * factor);
	const style = lines === 1 ? 'block' : own.style;
	const points = plotColumns(style, columns.graph);
	const view = {span, now, points};
	const shares = sharesOf(service, kind.metric);
	const chosen = own.subject === null ? null : serverIdOfRow(own.subject);
	const plotOf = (index: number): readonly string[] => {
		const window = all[index]?.window(kind.metric, view) ?? unknownWindow(view);
		return comparedPlot(resample(window, points), {
			...{style, lines, width: columns.graph, scale: top / factor},
		});
	};
	const scale = `full height ${axisFigure(top)}`;
	const title = titleOf(kind, units, columns.graph - scale.length - 2);
	const beside = [
		' ',
		fitText('server', columns.name),
		columns.weight === 0 ? '' : fitText('weight', columns.weight, 'right'),
		fitText('now', columns.newest, 'right'),
		fitText('share', columns.share, 'right'),
		columns.asked === 0 ? '' : fitText('by weight', columns.asked, 'right'),
		' ',
	].join('');
	const besideWidth = textWidth(beside);
	const live = new Map(service?.servers.map(server => [server.id, server]));
	const time = unknownWindow(view);
	const others = othersInWords(first, compared.length - first - shown);
	return [
		[
			piece(beside, 'dim'),
			piece(title, 'strong'),
			piece(cutText(`, ${scale}`, columns.graph - textWidth(title)), 'dim'),
		],
		...compared.slice(first, first + shown).flatMap((server, index) =>
			serverLines(server, live.get(server) ?? null, {
				...{columns, plot: plotOf(first + index), shares, kind, seen},
				isChosen: server === chosen,
			}),
		),
		[
			piece(fitText(others === '' ? '' : ` … ${others}`, besideWidth), 'dim'),
			...axisPieces(timeAxis(span, columns.graph, marksOf(changes, time))),
		],
	];
}
