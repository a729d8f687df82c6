/**
 * Changes of the table on the time axis of graphs, and the newest of them in words.
 */
import type {RowId} from '../../console/state/console-row.ts';
import type {DirectorState} from '../../console/state/director-state.ts';
import {type Lines, type Piece, piece, widthOf} from '../../console/text/paint.ts';
import {cutText} from '../../console/text/text.ts';
import {timeOfDay} from '../../text/time.ts';
import {
	type Change,
	changedByWords,
	changeInWords,
	changesOf,
	timeOfChange,
} from '../changes/index.ts';
import {type AxisMark, markSigns, timeAxis} from './history/time-axis.ts';
import {seriesTime} from './history/traffic-series.ts';
import type {TrafficWindow} from './history/traffic-window.ts';
import {trendSpan} from './trend.ts';

/** The places of changes in a window. */
export function marksOf(
	changes: readonly Change[],
	{from, to}: Pick<TrafficWindow, 'from' | 'to'>,
): readonly AxisMark[] {
	return changes.map(({by, monotonic}) => ({
		at: (monotonic - from) / (to - from),
		isOwn: by === 'this-console',
	}));
}

/** The time axis as pieces: the line is dim, the signs are not. */
export function axisPieces(axis: string): readonly Piece[] {
	const signs: readonly string[] = Object.values(markSigns);
	return axis
		.split(new RegExp(`([${signs.join('')}])`, 'u'))
		.filter(text => text !== '')
		.map(text =>
			piece(text, signs.includes(text) ? (text === markSigns.own ? 'strong' : 'warn') : 'dim'),
		);
}

/** The time axis of a trend of `width` cells ({@link trendWidth}), with the changes of these rows. */
export function trendAxis(
	director: DirectorState,
	rows: readonly RowId[],
	width: number,
): readonly Piece[] {
	const now = director.live?.monotonic ?? 0;
	const time = seriesTime({span: trendSpan, now, points: width});
	const changes = new Set(rows.flatMap(row => changesOf(director, row)));
	return axisPieces(timeAxis(trendSpan, width, marksOf([...changes], time)));
}

/** `▲18:42:07 you: drain of 10.0.0.3:80`, with these words about what was changed. */
export function wordsOf(change: Change, text: string, director: DirectorState): readonly Piece[] {
	const isOwn = change.by === 'this-console';
	const time = timeOfDay(timeOfChange(director, change));
	return [
		piece(isOwn ? markSigns.own : markSigns.others, isOwn ? 'strong' : 'warn'),
		piece(`${time} ${changedByWords(change)}: `, 'dim'),
		piece(text),
	];
}

/** The pieces in `width` cells; if they are too long, the last one is cut in its middle. */
function cutPieces(pieces: readonly Piece[], width: number): readonly Piece[] {
	const last = pieces.at(-1);
	const others = pieces.slice(0, -1);
	return last === undefined || widthOf(pieces) <= width
		? pieces
		: [
				...others,
				piece(cutText(last.text, Math.max(0, width - widthOf(others)), 'middle'), last.role),
			];
}

/**
 * The newest changes in words, the newest first: as many as fit on one line, or one on each of several lines. There are
 * always `height` lines.
 * @param changes the newest first
 */
export function changeLines(
	changes: readonly Change[],
	{row, director}: {readonly row: RowId | null; readonly director: DirectorState},
	{width, height}: {readonly width: number; readonly height: number},
): Lines {
	const room = width - 2;
	const inWords = changes
		.slice(0, 10)
		.map(change => wordsOf(change, changeInWords(change, row), director));
	const [newest] = inWords;
	if (newest === undefined || height === 0) {
		return Array.from({length: height}, () => []);
	}

	if (height > 1) {
		return Array.from({length: height}, (_, line) => {
			const pieces = inWords[line];
			return pieces === undefined ? [] : [piece(' '), ...cutPieces(pieces, room)];
		});
	}

	const line = [...cutPieces(newest, room)];
	for (const pieces of inWords.slice(1)) {
		const more = [piece('; ', 'dim'), ...pieces];
		if (widthOf(line) + widthOf(more) > room) {
			break;
		}

		line.push(...more);
	}

	return [[piece(' '), ...line]];
}
