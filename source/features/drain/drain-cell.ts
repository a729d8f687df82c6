/**
 * How far the drain of a row is, in the cell of its state.
 */

import {countFigure} from '../../console/text/figures.ts';
import {type Piece, piece} from '../../console/text/paint.ts';
import {unknown} from '../../text/figures.ts';
import {duration, minutesAndSeconds} from '../../text/time.ts';
import type {FollowedDrain} from './followed-drain.ts';

const hour = 3_600_000;

/** `0:42`, `59:59`, and from an hour on `3h12m`. */
function elapsed(milliseconds: number): string {
	if (milliseconds >= hour) {
		return duration(milliseconds);
	}

	return minutesAndSeconds(Math.floor(milliseconds / 1000));
}

function count(number: number | null): string {
	return number === null ? unknown : countFigure(number, 5);
}

/** The connections that must end: `12 left`, `12+3 pers` where persistent clients count. */
function leftInWords({kinds, progress}: FollowedDrain): string {
	const {activeConnections, inactiveConnections, persistentConnections} = progress.latest;
	const connections =
		(kinds.includes('active') ? activeConnections : 0) +
		(kinds.includes('inactive') ? inactiveConnections : 0);
	return kinds.includes('persistent')
		? `${count(connections)}+${count(persistentConnections)} pers`
		: `${count(connections)} left`;
}

/** The longest of the texts that fits; the last one where none does. */
function longestFitting(texts: readonly string[], width: number): string {
	return texts.find(({length}) => length <= width) ?? texts.at(-1) ?? '';
}

/**
 * `⇣12 left 0:42`, `⇣12+3 pers 0:42`, in a narrow cell `⇣0:42`: what is left and how long it has taken; `drained` and
 * how long it took, where that is known.
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
