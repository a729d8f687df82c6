import type {ReactNode} from 'react';
import {findRow, type RowId, rowName} from '../../console/state/console-row.ts';
import {Lines} from '../../console/text/line.tsx';
import type {Lines as LineList} from '../../console/text/paint.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, textWidth} from '../../console/text/text.ts';
import {countOf} from '../../text/figures.ts';
import {type Change, changesOf} from '../changes/index.ts';
import {changeLines} from './change-marks.ts';
import {comparisonPlace} from './comparison.ts';
import {comparisonLines} from './comparison-lines.ts';
import {type TrafficSpan, trafficSpans} from './history/traffic-series.ts';
import {graphCount, graphLines, graphRest, linesBesideGraphs} from './traffic-graphs.ts';
import {
	comparedService,
	shownSeries,
	shownSpan,
	type TrafficSeen,
	trafficRow,
} from './traffic-state.ts';

/** The most lines for changes in words, where graphs leave lines unused. */
const mostChangeLines = 4;

/** The name of the subject. */
function subjectName({own: {subject}, director}: TrafficSeen): string {
	if (subject === null) {
		return 'the director';
	}

	const row = findRow(director.live, subject);
	if (row === null) {
		const {service, server} = trafficRow(subject);
		return `${server === null ? service : `${server} in ${service}`} (gone)`;
	}

	return row.kind === 'service' ? rowName(row) : `${rowName(row)} in ${row.service.id}`;
}

/** The available time spans; the current one is highlighted. */
function spanPieces(span: TrafficSpan): readonly Piece[] {
	return trafficSpans.flatMap(choice => [
		piece(' '),
		piece(`${choice / 60_000}`, choice === span ? 'title' : 'dim'),
	]);
}

/** How many of all graphs, or compared servers, are shown; empty if all are. */
function partShown(seen: TrafficSeen, height: number): string {
	const {own, size} = seen;
	if (comparedService(seen) !== null) {
		const {shown} = comparisonPlace(seen);
		const all = own.compared.length;
		return shown === all ? '' : `   ${shown} of ${countOf(all, 'server')}`;
	}

	const {shown, all} = graphCount(size.columns, height);
	return shown === all ? '' : `   ${shown} of ${all} graphs`;
}

/** The subject, how much of it is shown, and the time span. */
function titleLine(seen: TrafficSeen, height: number): readonly Piece[] {
	const {size} = seen;
	const spans = [...spanPieces(shownSpan(seen)), piece(' min ', 'dim')];
	const more = partShown(seen, height);
	const service = comparedService(seen);
	const title = service === null ? ` Traffic of ${subjectName(seen)}` : ` Servers of ${service}`;
	const right = textWidth(spans.map(({text}) => text).join('')) + textWidth(more);
	const name = cutText(title, size.columns - right - 1, 'middle');
	const gap = ' '.repeat(Math.max(1, size.columns - right - textWidth(name)));
	return [piece(name, 'title'), piece(more, 'dim'), piece(gap), ...spans];
}

/** The row whose changes are marked: the whole service if its servers are compared. */
function changedRow(seen: TrafficSeen): RowId | null {
	return comparedService(seen) ?? seen.own.subject;
}

/** The graphs, or the comparison, and the number of lines that they leave unused. */
function bodyLines(
	seen: TrafficSeen,
	changes: readonly Change[],
	height: number,
): {readonly lines: LineList; readonly rest: number} {
	const {own, director, units, size} = seen;
	const service = comparedService(seen);
	if (service !== null) {
		const row = findRow(director.live, service);
		const lines = comparisonLines(seen, {
			...{id: service, service: row?.service ?? null, changes},
		});
		return {lines, rest: height - lines.length};
	}

	const now = director.live?.monotonic ?? 0;
	const {style, page} = own;
	const of = {...{style, page, units, now, changes}, span: shownSpan(seen)};
	const room = {width: size.columns, height};
	return {
		lines: graphLines({...of, series: shownSeries(seen)}, room),
		rest: graphRest(room.width, room.height),
	};
}

/** The graphs of the director, or of the chosen service or server; or the servers of that service compared. */
export function TrafficView({
	seen,
	height,
}: {
	readonly seen: TrafficSeen;
	readonly height: number;
}): ReactNode {
	const {director, size, theme} = seen;
	const room = height - linesBesideGraphs;
	const now = director.live?.monotonic ?? 0;
	const span = shownSpan(seen);
	const row = changedRow(seen);
	const changes = changesOf(director, row).filter(({monotonic}) => now - monotonic <= span);
	const {lines, rest} = bodyLines(seen, changes, room);
	const inWords = changeLines(
		changes,
		{row, director},
		{width: size.columns, height: Math.min(mostChangeLines, 1 + rest)},
	);
	return <Lines theme={theme} lines={[titleLine(seen, room), ...lines, ...inWords]} />;
}
