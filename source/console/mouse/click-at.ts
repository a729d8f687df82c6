/**
 * The effect of a click, from the state that is drawn: never from the text on the screen.
 */
import {isTyping} from '../keys/place.ts';
import {hintLine} from '../screen/hint-line.tsx';
import {messageLines} from '../screen/message-lines.ts';
import {viewsLine} from '../screen/screen.tsx';
import {stateOfView} from '../screen/side-panel.tsx';
import {bodyHeight, isTooSmall, linesAbove} from '../state/layout.ts';
import type {ConsoleState} from '../state/model.ts';
import {openWindow, viewHeight, viewOf} from '../state/view.ts';
import {type Piece, pieceAt} from '../text/paint.ts';

/** A cell of the screen, counted from 0 at the upper left. */
export interface ScreenCell {
	readonly x: number;
	readonly y: number;
}

/** `choose` puts the cursor on a row; `sort` is by a column; `run` runs a command by its name. */
export type Click =
	| {readonly kind: 'choose'; readonly index: number}
	| {readonly kind: 'sort'; readonly column: string}
	| {readonly kind: 'run'; readonly command: string};

function run(command: string | null | undefined): Click | null {
	return command === null || command === undefined ? null : {kind: 'run', command};
}

function commandAt(line: readonly Piece[], {x}: ScreenCell): Click | null {
	return run(pieceAt(line, x)?.command);
}

/** A click on the open view, on a body of `height` lines; the line is counted from its first one. */
function viewClick(state: ConsoleState, {x, y: line}: ScreenCell, height: number): Click | null {
	const view = viewOf(state);
	const list = view.list?.of(state) ?? null;
	const window = openWindow(state, height);
	if (list === null || window === null || state.director.live === null) {
		return null;
	}

	const head = view.headHeight(state);
	if (line <= head) {
		const column = line === head ? (view.columns?.titleAt(state, x) ?? null) : null;
		return column === null ? null : {kind: 'sort', column};
	}

	const {top, heading} = window;
	const place = line - head - 1;
	const index = place === 0 && heading !== null ? heading : top + place;
	if (index >= list.rows.length) {
		return null;
	}

	return index === list.cursor.index ? run(view.opens) : {kind: 'choose', index};
}

/**
 * The effect of a click on a cell; null if it has none. While a plan or a question waits for its answer, or something is
 * typed, a click does nothing: it must not be taken for an answer.
 */
export function clickAt(state: ConsoleState, cell: ScreenCell): Click | null {
	const {size, prompt, overlay} = state;
	if (isTooSmall(size) || prompt !== null || isTyping(state) || cell.x >= size.columns) {
		return null;
	}

	if (cell.y === linesAbove - 1) {
		return commandAt(viewsLine(state), cell);
	}

	if (cell.y === size.rows - 1) {
		return commandAt(hintLine(state), cell);
	}

	const line = cell.y - linesAbove;
	// A long message covers the end of the table.
	const covered = messageLines(state).length - 1;
	const height = bodyHeight(size) - covered;
	// A view has fewer columns beside a side panel, and fewer lines above a strip; a click on these does nothing.
	const drawn = stateOfView(state);
	return overlay === null &&
		line >= 0 &&
		line < viewHeight(state, height) &&
		cell.x < drawn.size.columns
		? viewClick(drawn, {x: cell.x, y: line}, height)
		: null;
}
