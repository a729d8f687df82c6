import type {ReactNode} from 'react';
import {escapeControls} from '../../text/escape.ts';
import {fullFigure} from '../../text/figures.ts';
import type {ConsoleState} from '../state/model.ts';
import {openList, viewOf} from '../state/view.ts';
import {Line} from '../text/line.tsx';
import {type Piece, piece} from '../text/paint.ts';
import {cutText, fitText, textWidth} from '../text/text.ts';
import {messagePiece} from './message-style.ts';
import {promptLine} from './prompt-line.ts';

/** The state of the view: the filter, the marks, and the position of the cursor. */
function ruler(state: ConsoleState): string {
	const list = openList(state);
	if (list === null) {
		return '';
	}

	const {filter, rows, cursor} = list;
	const view = viewOf(state);
	const marks = view.marked(state);
	const place = rows.length === 0 ? '0' : fullFigure(cursor.index + 1);
	return [
		filter === '' ? '' : `filter: ${escapeControls(filter)}`,
		marks === 0 ? '' : `${fullFigure(marks)} marked`,
		view.ruler(state),
		`${place}/${fullFigure(rows.length)}`,
	]
		.filter(part => part !== '')
		.join('   ');
}

/** Added to a message that is cut: the key that shows it in full. */
const whole = ' (m)';

/** The line for messages and prompts; at its right end the state of the view. */
function messageLine(state: ConsoleState): readonly Piece[] {
	const {prompt, size} = state;
	if (prompt !== null && prompt.kind !== 'confirm') {
		return promptLine(prompt, state);
	}

	const right = ` ${ruler(state)} `;
	const {text, role} = messagePiece(state);
	const room = Math.max(0, size.columns - 1 - textWidth(right));
	const escaped = escapeControls(text);
	const fitting =
		textWidth(escaped) <= room ? escaped : `${cutText(escaped, room - whole.length)}${whole}`;
	return [piece(' '), piece(fitText(fitting, room), role), piece(right, 'dim')];
}

/** One line: the message or the prompt. */
export function MessageLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={messageLine(state)} />;
}
