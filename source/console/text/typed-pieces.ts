/**
 * A text that is being typed, with the place where the next character goes.
 */

import {characters, type TextInput} from '../state/text-input.ts';
import {type Piece, piece} from './paint.ts';
import {textWidth} from './text.ts';
import type {ThemeName} from './theme.ts';

/** As many characters from the end of a list as fit into so many cells; a long list is not looked at in whole. */
function lastThatFit(all: readonly string[], room: number): readonly string[] {
	let used = 0;
	const tooFar = all.findLastIndex(character => {
		used += textWidth(character);
		return used > room;
	});
	return all.slice(tooFar + 1);
}

/** As many characters from the beginning. */
function firstThatFit(all: readonly string[], room: number): readonly string[] {
	let used = 0;
	const tooFar = all.findIndex(character => {
		used += textWidth(character);
		return used > room;
	});
	return tooFar === -1 ? all : all.slice(0, tooFar);
}

/**
 * The text in so many cells at most before the insertion point, and as many behind it: one that is too long
 * is shown from its end, where the typing goes on. Where there are no colours a bar stands at the insertion
 * point.
 */
export function typedPieces(
	{text, position}: TextInput,
	theme: ThemeName,
	room = Number.POSITIVE_INFINITY,
): readonly Piece[] {
	const typed = characters(text);
	const before = lastThatFit(typed.slice(0, position), room);
	const [at = ' ', ...after] = firstThatFit(typed.slice(position), Math.max(room, 2));
	const insertion = theme === 'plain' ? [piece('▏'), piece(at)] : [piece(at, 'insertion')];
	return [piece(before.join('')), ...insertion, piece(after.join(''))];
}
