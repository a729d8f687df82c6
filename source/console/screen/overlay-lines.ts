/**
 * A text in an overlay that can be scrolled.
 */
import {bodyHeight, type TerminalSize} from '../state/layout.ts';
import {clampScroll} from '../table/window-rows.ts';
import {type Piece, piece} from '../text/paint.ts';
import {fitText, textWidth} from '../text/text.ts';

/** The first line of an overlay: its title, and how much of it is above and below. */
export function overlayTitle(
	title: string,
	columns: number,
	extent: {readonly scroll: number; readonly lines: number; readonly height: number},
): readonly Piece[] {
	const first = clampScroll(extent.scroll, extent.lines, extent.height);
	const last = Math.min(extent.lines, first + extent.height);
	const place =
		extent.lines <= extent.height ? '' : ` lines ${first + 1}–${last} of ${extent.lines} `;
	return [
		piece(fitText(` ${title}`, Math.max(0, columns - textWidth(place))), 'title'),
		piece(place, 'dim'),
	];
}

/** The scroll position with which a line of the text can be seen, as near to the present one as possible. */
export function overlayPlace(scroll: number, line: number, size: TerminalSize): number {
	const height = Math.max(1, bodyHeight(size) - 1);
	return Math.max(0, Math.min(line, Math.max(scroll, line - height + 1)));
}

/** The title and the visible part of the text. */
export function overlayLines(
	title: string,
	text: readonly (readonly Piece[])[],
	view: {readonly scroll: number; readonly height: number; readonly columns: number},
): readonly (readonly Piece[])[] {
	const height = view.height - 1;
	const first = clampScroll(view.scroll, text.length, height);
	return [
		overlayTitle(title, view.columns, {scroll: view.scroll, lines: text.length, height}),
		...text.slice(first, first + height),
	];
}
