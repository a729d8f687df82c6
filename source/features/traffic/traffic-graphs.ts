/**
 * Graphs of the last minutes, arranged in a grid, each with its figures above it.
 */

import {axisFigure, type Units} from '../../console/text/figures.ts';
import {type Lines, type Piece, piece} from '../../console/text/paint.ts';
import {fitText, textWidth} from '../../console/text/text.ts';
import {unknown} from '../../text/figures.ts';
import type {Change} from '../changes/index.ts';
import {axisPieces, marksOf} from './change-marks.ts';
import {extremeOf, type GraphKind, graphKinds, labelOf, titleOf, unitFactor} from './graph-kind.ts';
import {graphRows, smallestGraph} from './history/graph.ts';
import {isGauge} from './history/metric.ts';
import type {PlotStyle} from './history/plot.ts';
import {type TrafficSeries, type TrafficSpan, unknownWindow} from './history/traffic-series.ts';
import {type TrafficWindow, windowFigures} from './history/traffic-window.ts';

/** The minimum size of a graph with its title. */
const smallestCell = {width: 36, height: 7} as const;

/** With more columns than this, graphs are harder to compare. */
const mostColumns = 3;

/** The arrangement of graphs. */
export interface GraphGrid {
	readonly columns: number;
	readonly rows: number;
}

/** As many graphs as fit, in as few columns as possible. */
export function graphGrid(width: number, height: number): GraphGrid {
	const mostRows = Math.max(1, Math.floor(height / smallestCell.height));
	const room = Math.max(1, Math.min(mostColumns, Math.floor(width / smallestCell.width)));
	const wanted = Math.ceil(graphKinds.length / mostRows);
	const columns = Math.max(
		1,
		Math.min(room, Math.max(wanted, width >= 2 * smallestCell.width ? 2 : 1)),
	);
	return {columns, rows: Math.min(mostRows, Math.ceil(graphKinds.length / columns))};
}

/** The content of the graphs. */
export interface GraphsOf {
	readonly series: Pick<TrafficSeries, 'window' | 'highest'> | null;
	/** The time of the last reading, on the clock of the series. */
	readonly now: number;
	readonly span: TrafficSpan;
	readonly units: Units;
	readonly style: PlotStyle;
	readonly page: number;
	/** The changes of the table to mark. */
	readonly changes: readonly Change[];
}

/** The minimum, mean and maximum, or the last of these, at fixed positions so that nothing jumps. */
export function graphFigures(
	window: TrafficWindow,
	kind: GraphKind,
	{units, count = 3}: {readonly units: Units; readonly count?: number},
): string {
	const figures = windowFigures(window);
	const mean = labelOf(kind, units);
	const extreme = extremeOf(kind.metric, mean);
	const text = (value: number | undefined, label: (value: number) => string): string =>
		(value === undefined ? unknown : label(value)).padStart(5);
	return [
		` min ${text(figures?.minimum, extreme)}`,
		` avg ${text(figures?.average, mean)}`,
		` max ${text(figures?.maximum, extreme)}`,
	]
		.slice(-count)
		.join('');
}

/** A line of a graph; the axes are dimmed, but not the signs of changes. */
function graphLine(row: string, width: number): readonly Piece[] {
	if (row.includes('└')) {
		return axisPieces(row);
	}

	const axis = Math.max(row.indexOf('┤'), row.indexOf('│'));
	const end = axis === -1 ? row.length : axis + 1;
	return [piece(row.slice(0, end), 'dim'), piece(fitText(row.slice(end), width - end), 'bar')];
}

/**
 * Converts a window to the displayed units, so that the scale is round in them: 100 kbit/s, not 12.5 kB/s times eight.
 */
function inUnits(window: TrafficWindow, factor: number): TrafficWindow {
	const times = (value: number | null): number | null => (value === null ? null : value * factor);
	return {...window, average: window.average.map(times), maximum: window.maximum.map(times)};
}

/** The size of a graph in cells. */
interface CellSize {
	readonly width: number;
	readonly height: number;
}

/** What a graph of this width shows. */
export function graphWindow(
	{metric}: GraphKind,
	{series, now, span, style}: Omit<GraphsOf, 'page'>,
	width: number,
): TrafficWindow {
	const view = {span, now, points: width * (style === 'braille' ? 2 : 1)};
	return series?.window(metric, view) ?? unknownWindow(view);
}

/** A graph without its title, exactly this many cells. */
export function graphPlot(
	window: TrafficWindow,
	kind: GraphKind,
	{
		of: {series, now, span, units, style, changes},
		size: {width, height},
	}: {readonly of: Omit<GraphsOf, 'page'>; readonly size: CellSize},
): Lines {
	const factor = unitFactor(kind, units);
	const rows = graphRows(inUnits(window, factor), {
		width: width - 1,
		height: Math.max(smallestGraph.height, height),
		style,
		// As wide as the widest number, so that all graphs begin at the same cell and none jumps.
		label: value => axisFigure(value).padStart(5),
		...(isGauge(kind.metric) ? {leastStep: 1} : {}),
		highest: (series?.highest(kind.metric, {span, now}) ?? 0) * factor,
		marks: marksOf(changes, window),
	});
	return rows.map(row => [...graphLine(row, width - 1), piece(' ')]);
}

/** One graph with its title, exactly this many cells. */
export function graphCell(
	kind: GraphKind,
	of: Omit<GraphsOf, 'page'>,
	{width, height}: CellSize,
): Lines {
	const {units} = of;
	const window = graphWindow(kind, of, width);
	const figures = graphFigures(window, kind, {units});
	const title = ` ${titleOf(kind, units, Math.max(0, width - 1 - textWidth(figures)))}`;
	const gap = ' '.repeat(Math.max(0, width - textWidth(title) - textWidth(figures)));
	return [
		[piece(title, 'strong'), piece(gap), piece(figures, 'dim')],
		...graphPlot(window, kind, {of, size: {width, height: height - 1}}),
	];
}

/** The graphs to show after `page` steps to the next ones. */
function shownKinds(page: number, room: number): readonly GraphKind[] {
	const pages = Math.ceil(graphKinds.length / room);
	const first = (page % pages) * room;
	return graphKinds.slice(first, first + room);
}

/** The lines of graphs side by side. */
export function besideEachOther(cells: readonly Lines[]): Lines {
	const [left = [], ...others] = cells;
	return left.map((pieces, line) => [...pieces, ...others.flatMap(other => other[line] ?? [])]);
}

/** The lines of all graphs, no more than `height`. */
export function graphLines(of: GraphsOf, {width, height}: CellSize): Lines {
	const {columns, rows} = graphGrid(width, height);
	const cell = {width: Math.floor(width / columns), height: Math.floor(height / rows)};
	const cells = shownKinds(of.page, columns * rows).map(kind => graphCell(kind, of, cell));
	const lines: (readonly Piece[])[] = [];
	for (let first = 0; first < cells.length; first += columns) {
		lines.push(...besideEachOther(cells.slice(first, first + columns)));
	}

	return lines;
}

/** The lines of the view that are not for graphs: its title, and one for the changes. */
export const linesBesideGraphs = 2;

/** The number of graphs, and how many fit. */
export function graphCount(
	width: number,
	height: number,
): {readonly shown: number; readonly all: number} {
	const {columns, rows} = graphGrid(width, height);
	return {shown: Math.min(graphKinds.length, columns * rows), all: graphKinds.length};
}

/** The number of lines that the graphs leave unused. */
export function graphRest(width: number, height: number): number {
	const {columns, rows} = graphGrid(width, height);
	const used = Math.min(rows, Math.ceil(graphKinds.length / columns));
	return height - used * Math.floor(height / rows);
}
