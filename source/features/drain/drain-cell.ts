/**
 * The progress of a row's drain, in its state cell.
 */

import {countFigure} from '../../console/text/figures.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {unknown} from '../../text/figures.ts';
import {duration, minutesAndSeconds} from '../../text/time.ts';
import type {FollowedDrain} from './followed-drain.ts';

const hour = 3_600_000;

/** `0:42`, `59:59`, and from one hour on `3h12m`. */
function elapsed(milliseconds: number): string {
	if (milliseconds >= hour) {
		return duration(milliseconds);
	}

	return minutesAndSeconds(Math.floor(milliseconds / 1000));
}

function count(number: number | null): string {
	return number === null ? unknown : countFigure(number, 5);
}

/** The connections still to end: `12 left`, or `12+3 pers` if persistent clients count. */
function leftInWords({kinds, progress}: FollowedDrain): string {
	const {activeConnections, inactiveConnections, persistentConnections} = progress.latest;
	const connections =
		(kinds.includes('active') ? activeConnections : 0) +
		(kinds.includes('inactive') ? inactiveConnections : 0);
	return kinds.includes('persistent')
		? `${count(connections)}+${count(persistentConnections)} pers`
		: `${count(connections)} left`;
}

/** The longest text that fits; the last one if none does. */
function longestFitting(texts: readonly string[], width: number): string {
	return texts.find(({length}) => length <= width) ?? texts.at(-1) ?? '';
}

/**
 * `⇣12 left 0:42`, `⇣12+3 pers 0:42`, or `⇣0:42` in a narrow cell: what is left, and the time so far. `drained` with
 * its duration, if known.
 */
export function drainCell(drain: FollowedDrain, width: number): Piece {
	if (drain.isEmpty) {
		const {emptyAfter} = drain;
		const after = emptyAfter === null ? [] : [`drained after ${elapsed(emptyAfter)}`];
		return piece(longestFitting([...after, 'drained'], width), 'good');
	}

	const took = elapsed(drain.progress.took);
	return piece(longestFitting([`⇣${leftInWords(drain)} ${took}`, `⇣${took}`], width), 'warn');
}
