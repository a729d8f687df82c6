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

/**
 * A server of weight 0 whose drain lvstop does not follow: `draining, 76 left`, and in a narrow cell `76 left` or
 * `⇣12345`.
 */
export function leftInWords(connections: number, width: number): string {
	const left = count(connections);
	return longestFitting([`draining, ${connections} left`, `${left} left`, `⇣${left}`], width);
}

/** The connections that a drain still waits for, the longest words first: `⇣12 left`, or `⇣12+3 pers` with persistent clients. */
function progressInWords({kinds, progress}: FollowedDrain): readonly string[] {
	const {activeConnections, inactiveConnections, persistentConnections} = progress.latest;
	const connections = count(activeConnections + inactiveConnections);
	if (!kinds.includes('persistent')) {
		return [`⇣${connections} left`, `⇣${connections}`];
	}

	const persistent = count(persistentConnections);
	return connections === '0'
		? [`drained, ${persistent} pers`, `+${persistent} pers`, `+${persistent}`]
		: [`⇣${connections}+${persistent} pers`, `⇣${connections}+${persistent}`, `⇣${connections}`];
}

/** The longest text that fits; the last one if none does. */
function longestFitting(texts: readonly string[], width: number): string {
	return texts.find(({length}) => length <= width) ?? texts.at(-1) ?? '';
}

/**
 * `⇣12 left 0:42`, `⇣12+3 pers 0:42`: what is left, and the time so far; in a narrow cell what is left. `drained, 3 pers`:
 * no connection is left, but clients that would come back. `empty after 2:02`, or `drained`, if nothing is left.
 */
export function drainCell(drain: FollowedDrain, width: number): Piece {
	if (drain.isEmpty) {
		const {emptyAfter} = drain;
		const after = emptyAfter === null ? [] : [`empty after ${elapsed(emptyAfter)}`];
		return piece(longestFitting([...after, 'drained'], width), 'good');
	}

	const words = progressInWords(drain);
	const withTime = `${words[0]} ${elapsed(drain.progress.took)}`;
	return piece(longestFitting([withTime, ...words], width), 'warn');
}
