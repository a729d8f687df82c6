/**
 * A line of the screen: pieces of text, each with its role, and their escape sequences.
 */

import {escapeControls} from '../../text/escape.ts';
import {textWidth} from './text.ts';
import {type Role, type Theme, type ThemeChoice, themeOf} from './theme.ts';

export interface Piece {
	readonly text: string;
	readonly role: Role;
	/** The name of the command that a click on it runs. */
	readonly command?: string;
}

/** Lines of the screen. */
export type Lines = readonly (readonly Piece[])[];

/** A piece of text in a role. */
export function piece(text: string, role: Role = 'text'): Piece {
	return {text, role};
}

/** The width of pieces, in cells. */
export function widthOf(pieces: readonly Piece[]): number {
	return pieces.reduce((width, {text}) => width + textWidth(text), 0);
}

/** The piece that covers a cell of a line; undefined behind its end. */
export function pieceAt(pieces: readonly Piece[], cell: number): Piece | undefined {
	let end = 0;
	return pieces.find(({text}) => {
		end += textWidth(text);
		return cell < end;
	});
}

/** A line without styles and trailing blanks. */
export function plainText(pieces: readonly Piece[]): string {
	return pieces
		.map(({text}) => text)
		.join('')
		.trimEnd();
}

/** Whether a style can be seen on blanks: underlined, inverse, or with a background colour. */
function showsBlanks(look: readonly number[]): boolean {
	return look.some(
		code => code === 4 || code === 7 || (code >= 40 && code < 50) || (code >= 100 && code < 110),
	);
}

/**
 * Adds the style of the theme to a piece. Escape sequences in its text are made visible. Blanks get only a style that can
 * be seen on them.
 */
function paintWith(theme: Theme, {text: raw, role}: Piece): string {
	const text = escapeControls(raw);
	const look = theme[role];
	return look.length === 0 || (text.trim() === '' && !showsBlanks(look))
		? text
		: `${look.map(code => `\u{1B}[${code}m`).join('')}${text}\u{1B}[0m`;
}

/** The pieces without the blanks at the end of the line, which need not be written. */
function withoutLastBlanks(theme: Theme, pieces: readonly Piece[]): readonly Piece[] {
	for (let end = pieces.length - 1; end >= 0; end -= 1) {
		const last = pieces[end];
		if (last !== undefined && (showsBlanks(theme[last.role]) || last.text.trimEnd() !== '')) {
			const text = showsBlanks(theme[last.role]) ? last.text : last.text.trimEnd();
			return [...pieces.slice(0, end), {...last, text}];
		}
	}

	return [];
}

/** The text of some pieces with its escape sequences. Each piece ends in the terminal's default style. */
export function paint(theme: ThemeChoice, pieces: readonly Piece[]): string {
	return pieces.map(part => paintWith(themeOf(theme), part)).join('');
}

/** A whole line of the screen: it ends with the last thing that can be seen. */
export function paintLine(theme: ThemeChoice, pieces: readonly Piece[]): string {
	return paint(theme, withoutLastBlanks(themeOf(theme), pieces));
}
