/**
 * The facts about a real server: sums over all services, and one line for each entry.
 */

import {type Destination, serverRowId} from '../../console/state/console-row.ts';
import {bodyHeight} from '../../console/state/layout.ts';
import type {Frame} from '../../console/state/model.ts';
import {entryCommands} from '../../console/state/rule-commands.ts';
import {clampScroll} from '../../console/table/window-rows.ts';
import {type Fact, factLines} from '../../console/text/fact-line.ts';
import {shortFigure, trafficText, type Units} from '../../console/text/figures.ts';
import {
	type FiguresRow,
	figuresHeight,
	plainFigures,
	plainWidth,
	tableWidth,
} from '../../console/text/figures-row.ts';
import type {Lines} from '../../console/text/paint.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, fitText, textWidth, wrapText} from '../../console/text/text.ts';
import type {LiveServer} from '../../director/polling/live.ts';
import {forwardingName, serviceName} from '../../director/vocabulary.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {fullFigure, unknown} from '../../text/figures.ts';
import {namesOf} from '../names/index.ts';
import {seriesOfRow, summedTrend, trendAxis, trendSpan, trendWidth} from '../traffic/index.ts';
import {
	connectionsOfRealServer,
	entriesWithWeight,
	forwardingNames,
	realServerRate,
	realServerShare,
	sumOver,
	weightFigure,
} from './real-server-figures.ts';
import {findRealServer, type RealServerRow} from './real-server-row.ts';
import {realServerStateCell} from './state-cell.ts';

export interface RealServerDetails {
	readonly title: string;
	readonly facts: readonly (readonly Piece[])[];
	/** The visible entries. */
	readonly shown: readonly FiguresRow[];
	/** The number of entries, and how many fit. */
	readonly entries: number;
	readonly room: number;
	/** The number of entries above the screen. */
	readonly scroll: number;
}

/** The sums over all entries of a real server. */
function facts(realServer: RealServerRow, state: Frame): readonly Fact[] {
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
function entryRows(
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

/** The details of a real server for this screen size; null if it is gone. */
export function realServerDetails(address: IpAddress, frame: Frame): RealServerDetails | null {
	const {overlay, director, size} = frame;
	const realServer = findRealServer(director.live, address);
	if (realServer === null) {
		return null;
	}

	const above = facts(realServer, frame).flatMap(fact => factLines(fact, size.columns));
	const rows = entryRows(realServer.entries, frame, tableWidth);
	// The title, the table's frame and its column titles are always visible.
	const room = Math.max(
		1,
		Math.floor((bodyHeight(size) - 1 - above.length - figuresHeight([])) / 2),
	);
	const scroll = clampScroll(overlay?.scroll ?? 0, rows.length, room);
	return {
		title: `Server ${realServer.id}`,
		facts: above,
		shown: rows.slice(scroll, scroll + room),
		entries: rows.length,
		room,
		scroll,
	};
}

/** The conn/s of the last five minutes over all entries with their changes; blank if the history of one of them is not kept. */
function trendLines({entries}: RealServerRow, {director, size}: Frame): Lines {
	const rows = entries.map(({service, server}) => serverRowId(service.id, server.id));
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
function ruleLines(entries: RealServerRow['entries'], {size}: Frame): Lines {
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

/** The details of a real server for the side panel on `height` lines, in the columns of the frame's size. */
export function realServerPanel(realServer: RealServerRow, frame: Frame, height: number): Lines {
	const {entries} = realServer;
	// More entries than lines are not drawn, so they need not be made.
	const some = entries.slice(0, height);
	return [
		[piece(` Server ${realServer.id}`, 'title')],
		...facts(realServer, frame).flatMap(fact => factLines(fact, frame.size.columns)),
		...trendLines(realServer, frame),
		...plainFigures(entryRows(some, frame, plainWidth)),
		...ruleLines(some, frame),
	];
}
