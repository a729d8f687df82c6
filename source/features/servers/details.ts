/**
 * The details of a real server: sums over all services, and one line for each entry.
 */

import {bodyHeight, wideDetailsFrom} from '../../console/state/layout.ts';
import type {Frame} from '../../console/state/model.ts';
import {clampScroll} from '../../console/table/window-rows.ts';
import {factLines} from '../../console/text/fact-line.ts';
import {
	type FiguresRow,
	figuresHeight,
	plainFigures,
	plainWidth,
	tableWidth,
} from '../../console/text/figures-row.ts';
import {type Lines, piece} from '../../console/text/paint.ts';
import {sideBySide} from '../../console/text/side-by-side.ts';
import type {IpAddress} from '../../ipvs/address.ts';
import {countOf} from '../../text/figures.ts';
import {leastRowGraphs, rowGraphs} from '../traffic/index.ts';
import {
	entryRows,
	entryTrends,
	facts,
	logLines,
	rowsOf,
	ruleLines,
	trendLines,
} from './details-parts.ts';
import {findRealServer, type RealServerRow} from './real-server-row.ts';

export interface RealServerDetails {
	readonly title: string;
	readonly facts: Lines;
	/** The visible entries. */
	readonly shown: readonly FiguresRow[];
	/** The number of entries, and how many fit. */
	readonly entries: number;
	readonly room: number;
	/** The number of entries above the screen. */
	readonly scroll: number;
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

/** The number of changes to list beside the table, and on a wide terminal. */
const mostChanges = 5;
const mostChangesWide = 12;

/** The most entries that are listed on a wide terminal; the Services view has all (`s`). */
const mostEntries = 500;

/**
 * The details of a real server in two columns for a wide terminal: what it is at the left, and graphs of its sums at the
 * right. With too few lines for graphs, trends and the commands are at the right. Null if there is no room for two columns,
 * or the server is gone.
 */
export function wideRealServer(
	address: IpAddress,
	frame: Frame,
): {readonly title: string; readonly lines: Lines} | null {
	const {director, size} = frame;
	const realServer = findRealServer(director.live, address);
	if (realServer === null || size.columns < wideDetailsFrom) {
		return null;
	}

	const width = Math.floor(size.columns / 2);
	const height = bodyHeight(size) - 1;
	const left = {...frame, size: {...size, columns: width - 2}};
	const right = {...frame, size: {...size, columns: size.columns - width}};
	const some = realServer.entries.slice(0, mostEntries);
	const more = realServer.entries.length - some.length;
	const about = [
		...facts(realServer, left).flatMap(fact => factLines(fact, left.size.columns)),
		...plainFigures(entryRows(some, left, plainWidth)),
		...(more > 0 ? [[piece(`   … and ${countOf(more, 'more service')}`, 'dim')]] : []),
	];
	const rest = (part: Frame): Lines => [
		...entryTrends(realServer, part),
		...logLines(realServer, part, mostChangesWide),
		...ruleLines(some, part),
	];
	const lines =
		height > leastRowGraphs
			? sideBySide(
					[...about, ...rest(left)],
					rowGraphs(rowsOf(realServer), frame, {width: right.size.columns, height}),
					width,
				)
			: sideBySide(about, [...trendLines(realServer, right), ...rest(right)], width);
	return {title: `Server ${realServer.id}`, lines};
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
		...logLines(realServer, frame, mostChanges),
		...ruleLines(some, frame),
	];
}
