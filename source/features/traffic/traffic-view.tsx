import type {ReactNode} from 'react';
import {findRow, rowName} from '../../console/state/console-row.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, textWidth} from '../../console/text/text.ts';
import {changesOf} from '../changes/index.ts';
import {changeLines} from './change-marks.ts';
import {type TrafficSpan, trafficSpans} from './history/traffic-series.ts';
import {graphCount, graphLines, graphRest} from './traffic-graphs.ts';
import {shownSeries, shownSpan, type TrafficSeen, trafficRow} from './traffic-state.ts';

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

/** The subject, the number of graphs, and the time span. */
function titleLine(seen: TrafficSeen, height: number): readonly Piece[] {
	const {size} = seen;
	const {shown, all} = graphCount(size.columns, height);
	const spans = [...spanPieces(shownSpan(seen)), piece(' min ', 'dim')];
	const more = shown === all ? '' : `   ${shown} of ${all} graphs`;
	const right = textWidth(spans.map(({text}) => text).join('')) + textWidth(more);
	const name = cutText(` Traffic of ${subjectName(seen)}`, size.columns - right - 1, 'middle');
	const gap = ' '.repeat(Math.max(1, size.columns - right - textWidth(name)));
	return [piece(name, 'title'), piece(more, 'dim'), piece(gap), ...spans];
}

/** The graphs of the director, or of the chosen service or server. */
export function TrafficView({
	seen,
	height,
}: {
	readonly seen: TrafficSeen;
	readonly height: number;
}): ReactNode {
	const {own, director, units, size, theme} = seen;
	// The title, and a line for the changes.
	const room = height - 2;
	const width = size.columns;
	const now = director.live?.monotonic ?? 0;
	const span = shownSpan(seen);
	const changes = changesOf(director, own.subject).filter(({monotonic}) => now - monotonic <= span);
	const lines = graphLines(
		{style: own.style, page: own.page, span, series: shownSeries(seen), now, units, changes},
		{width, height: room},
	);
	const inWords = changeLines(
		changes,
		{row: own.subject, director},
		{width, height: Math.min(mostChangeLines, 1 + graphRest(width, room))},
	);
	return <Lines theme={theme} lines={[titleLine(seen, room), ...lines, ...inWords]} />;
}
