/**
 * A text being typed, with its insertion point.
 */

import {characters, type TextInput} from '../state/text-input.ts';
import {type Piece, piece} from './paint.ts';
import {textWidth} from './text.ts';
import type {ThemeChoice} from './theme.ts';

/** As many characters from the end of a list as fit into `room` cells; a long list is not read in full. */
function lastThatFit(all: readonly string[], room: number): readonly string[] {
	let used = 0;
	const tooFar = all.findLastIndex(character => {
		used += textWidth(character);
		return used > room;
	});
	return all.slice(tooFar + 1);
}

/** As many characters from the beginning as fit. */
function firstThatFit(all: readonly string[], room: number): readonly string[] {
	let used = 0;
	const tooFar = all.findIndex(character => {
		used += textWidth(character);
		return used > room;
	});
	return tooFar === -1 ? all : all.slice(0, tooFar);
}

/**
 * The text with its insertion point, limited on both sides: a text that is too long is shown from its end, where typing
 * continues. Without colours a bar marks the insertion point.
 */
export function typedPieces(
	{text, position}: TextInput,
	theme: ThemeChoice,
	room = Number.POSITIVE_INFINITY,
): readonly Piece[] {
	const typed = characters(text);
	const before = lastThatFit(typed.slice(0, position), room);
	const [at = ' ', ...after] = firstThatFit(typed.slice(position), Math.max(room, 2));
	const insertion = theme === 'plain' ? [piece('▏'), piece(at)] : [piece(at, 'insertion')];
	return [piece(before.join('')), ...insertion, piece(after.join(''))];
}
