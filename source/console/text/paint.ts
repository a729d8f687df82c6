/**
 * A line of the screen: pieces of text, each with its role, and their escape sequences.
 */

import {escapeControls} from '../../text/escape.ts';
import {textWidth} from './text.ts';
import {type Role, type Theme, type ThemeName, themes} from './theme.ts';

export interface Piece {
	readonly text: string;
	readonly role: Role;
}

/** A piece of text in a role. */
export function piece(text: string, role: Role = 'text'): Piece {
	return {text, role};
}

/** The width of pieces, in cells. */
export function widthOf(pieces: readonly Piece[]): number {
	return pieces.reduce((width, {text}) => width + textWidth(text), 0);
}

/** A line without styles and trailing blanks. */
export function plainText(pieces: readonly Piece[]): string {
	return pieces
		.map(({text}) => text)
		.join('')
		.trimEnd();
}

/** Adds the style of the theme to a piece. Escape sequences in its text are made visible. */
function paintWith(theme: Theme, {text: raw, role}: Piece): string {
	const text = escapeControls(raw);
	const look = theme[role];
	return look.length === 0 || text === ''
		? text
		: `${look.map(code => `\u{1B}[${code}m`).join('')}${text}\u{1B}[0m`;
}

/** The text of a line with its escape sequences. Each piece ends in the terminal's default style. */
export function paint(theme: ThemeName, pieces: readonly Piece[]): string {
	return pieces.map(part => paintWith(themes[theme], part)).join('');
}
