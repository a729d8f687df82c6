/**
 * A text that is being typed, with the place where the next character goes.
 */

import {characters, type TextInput} from '../state/text-input.ts';
import {type Piece, piece} from './paint.ts';
import {textWidth} from './text.ts';
import type {ThemeName} from './theme.ts';

/**
 * The text in so many cells at most before the insertion point: one that is too long is shown from its
 * end, where the typing goes on. Where there are no colours a bar stands at the insertion point.
 */
export function typedPieces(
	{text, position}: TextInput,
	theme: ThemeName,
	room = Number.POSITIVE_INFINITY,
): readonly Piece[] {
	const typed = characters(text);
	const before = typed.slice(0, position);
	while (textWidth(before.join('')) > room) {
		before.shift();
	}

	const [at = ' ', ...after] = typed.slice(position);
	const insertion = theme === 'plain' ? [piece('▏'), piece(at)] : [piece(at, 'insertion')];
	return [piece(before.join('')), ...insertion, piece(after.join(''))];
}
