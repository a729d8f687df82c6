import type {ReactNode} from 'react';
import {findRow, rowName} from '../../console/state/console-row.ts';
import type {ConsoleState} from '../../console/state/console-state.ts';
import {Lines} from '../../console/text/line.tsx';
import {type Piece, piece} from '../../console/text/paint.ts';
import {cutText, textWidth} from '../../console/text/text.ts';
import {trafficSpans} from './history/traffic-series.ts';
import {trafficRow} from './traffic-actions.ts';
import {graphCount, graphLines} from './traffic-graphs.ts';

/** Whose traffic it is, in words. */
function subjectName({traffic, poll}: ConsoleState): string {
	if (traffic.subject === null) {
		return 'the whole director';
	}

	const row = findRow(poll.director, traffic.subject);
	if (row === null) {
		const {service, server} = trafficRow(traffic.subject);
		return `${server === null ? service : `${server} in ${service}`} (gone)`;
	}

	return row.kind === 'service' ? rowName(row) : `${rowName(row)} in ${row.service.id}`;
}

/** The times that can be chosen; the chosen one stands out. */
function spanPieces({span}: ConsoleState['traffic']): readonly Piece[] {
	return trafficSpans.flatMap(choice => [
		piece(' '),
		piece(`${choice / 60_000}`, choice === span ? 'title' : 'dim'),
	]);
}

/** Whose traffic, how many of the graphs there are, and over which time. */
function titleLine(state: ConsoleState, height: number): readonly Piece[] {
	const {traffic, size} = state;
	const {shown, all} = graphCount(size.columns, height);
	const spans = [...spanPieces(traffic), piece(' min ', 'dim')];
	const more = shown === all ? '' : `   ${shown} of ${all} graphs`;
	const right = textWidth(spans.map(({text}) => text).join('')) + textWidth(more);
	const name = cutText(` Traffic of ${subjectName(state)}`, size.columns - right - 1, 'middle');
	const gap = ' '.repeat(Math.max(1, size.columns - right - textWidth(name)));
	return [piece(name, 'title'), piece(more, 'dim'), piece(gap), ...spans];
}

/** The graphs of the director, or of the service or server that was chosen. */
export function TrafficView({
	state,
	height,
}: {
	readonly state: ConsoleState;
	readonly height: number;
}): ReactNode {
	const {traffic, poll, units, size} = state;
	const {subject, history} = traffic;
	const series = subject === null ? history.totals : history.of(trafficRow(subject));
	const room = height - 1;
	const lines = graphLines(
		{...traffic, series, now: poll.director?.monotonic ?? 0, units},
		{width: size.columns, height: room},
	);
	return <Lines theme={state.theme} lines={[titleLine(state, room), ...lines]} />;
}
