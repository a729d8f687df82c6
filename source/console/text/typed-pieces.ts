/**
 * A text being typed, with its insertion point.
 */

import {characters} from '../../text/characters.ts';
import type {TextInput} from '../state/text-input.ts';
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

/** The part of the text that is wrong, in UTF-16 units. */
interface WrongPart {
	readonly from: number;
	readonly to: number;
}

/** Some characters, of which the first is at this position of the text; what is wrong among them is marked. */
function markedPieces(
	some: readonly string[],
	start: number,
	wrong: WrongPart | null,
): readonly Piece[] {
	const text = some.join('');
	if (wrong === null) {
		return [piece(text)];
	}

	const cut = (position: number) => Math.min(Math.max(position - start, 0), text.length);
	const [from, to] = [cut(wrong.from), cut(wrong.to)];
	return [piece(text.slice(0, from)), piece(text.slice(from, to), 'bad'), piece(text.slice(to))];
}

/**
 * The text with its insertion point, limited on both sides: a text that is too long is shown from its end, where typing
 * continues. Without colours a bar marks the insertion point.
 */
export function typedPieces(
	{text, position}: TextInput,
	theme: ThemeChoice,
	room = Number.POSITIVE_INFINITY,
	wrong: WrongPart | null = null,
): readonly Piece[] {
	const typed = characters(text);
	const before = lastThatFit(typed.slice(0, position), room);
	const [at = ' ', ...after] = firstThatFit(typed.slice(position), Math.max(room, 2));
	const insertion = theme === 'plain' ? [piece('▏'), piece(at)] : [piece(at, 'insertion')];
	const start = typed.slice(0, position).join('').length;
	return [
		...markedPieces(before, start - before.join('').length, wrong),
		...insertion,
		...markedPieces(after, start + at.length, wrong),
	];
}
