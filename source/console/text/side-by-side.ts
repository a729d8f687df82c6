/**
 * Two columns of lines.
 */
import {type Lines, type Piece, piece, widthOf} from './paint.ts';

/** The lines of both columns, the second one from cell `width` on; a line of the first one that is longer pushes it. */
export function sideBySide(left: Lines, right: Lines, width: number): Lines {
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => {
		const line: readonly Piece[] = left[index] ?? [];
		const gap = ' '.repeat(Math.max(0, width - widthOf(line)));
		return [...line, piece(gap), ...(right[index] ?? [])];
	});
}
