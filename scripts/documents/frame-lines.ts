/**
 * Parses the lines of a screen with its escape sequences into pieces of one style.
 */
import stringWidth from 'string-width';

/** The style of a piece. Colours are numbers of the terminal's palette, 0 to 7 and 8 for bright black; null is the usual. */
export interface Look {
	readonly ink: number | null;
	readonly ground: number | null;
	readonly bold: boolean;
	readonly dim: boolean;
	readonly inverse: boolean;
}

/** A piece of a line: text without two blanks in a row, so that every column of a table begins where it should. */
export interface LinePiece {
	/** The first cell. */
	readonly cell: number;
	/** How many cells it takes. */
	readonly cells: number;
	readonly text: string;
	readonly look: Look;
}

const plain: Look = {ink: null, ground: null, bold: false, dim: false, inverse: false};

function withCode(look: Look, code: number): Look {
	switch (code) {
		case 0:
			return plain;
		case 1:
			return {...look, bold: true};
		case 2:
			return {...look, dim: true};
		case 7:
			return {...look, inverse: true};
		case 22:
			return {...look, bold: false, dim: false};
		case 27:
			return {...look, inverse: false};
		case 39:
			return {...look, ink: null};
		case 49:
			return {...look, ground: null};
		default: {
			if (code >= 30 && code <= 37) {
				return {...look, ink: code - 30};
			}

			if (code >= 40 && code <= 47) {
				return {...look, ground: code - 40};
			}

			if (code === 90) {
				return {...look, ink: 8};
			}

			// Pictures have one shade of each colour, and no underlines.
			if (code >= 91 && code <= 97) {
				return {...look, ink: code - 90};
			}

			if (code === 4 || code === 24) {
				return look;
			}

			throw new Error(`a picture cannot show the style ${code}`);
		}
	}
}

/** The style after an escape sequence; null for ordinary text. */
function lookAfter(part: string, look: Look): Look | null {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it has to match escape sequences
	const codes = /^\u001B\[([\d;]*)m$/.exec(part)?.[1];
	return codes === undefined ? null : codes.split(';').map(Number).reduce(withCode, look);
}

/** The pieces of a line. Blanks without a background are left out. */
export function linePieces(line: string): readonly LinePiece[] {
	let look = plain;
	let cell = 0;
	const pieces: LinePiece[] = [];
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it has to match escape sequences
	for (const part of line.split(/(\u001B\[[\d;]*m)/)) {
		const after = lookAfter(part, look);
		if (after !== null) {
			look = after;
			continue;
		}

		const isFilled = look.inverse || look.ground !== null;
		for (const text of isFilled ? [part] : part.split(/( {2,})/)) {
			const cells = stringWidth(text);
			if (cells > 0 && (isFilled || text.trim() !== '')) {
				pieces.push({cell, cells, text, look});
			}

			cell += cells;
		}
	}

	return pieces;
}
