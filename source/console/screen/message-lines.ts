/**
 * The lines for messages and prompts. A message that does not fit on one line takes further lines from the end of the table,
 * until the next key.
 */
import {escapeControls} from '../../text/escape.ts';
import {fullFigure} from '../../text/figures.ts';
import {bodyHeight} from '../state/layout.ts';
import type {ConsoleState} from '../state/model.ts';
import {openList, viewOf} from '../state/view.ts';
import {type Piece, piece} from '../text/paint.ts';
import {cutText, fitText, textWidth, wrapText} from '../text/text.ts';
import {messagePiece, messageRole} from './message-style.ts';
import {leastAbove, planLines} from './plan-lines.ts';
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
		`${place}/${fullFigure(rows.length)}`,
	]
		.filter(part => part !== '')
		.join('   ');
}

/** How far the running plan is; null if that is not known. */
function progressPiece({applying, applied, stopApplying}: ConsoleState): Piece | null {
	return applying === null || stopApplying === null
		? null
		: piece(
				`running ${fullFigure(applied)} of ${fullFigure(applying.steps.length)}: ${applying.title}`,
			);
}

/** The most lines that a message can take besides its own one. */
function mostFurther(state: ConsoleState): number {
	const {prompt, size} = state;
	const dialog = prompt?.kind === 'confirm' ? planLines(prompt, state).length : 0;
	return Math.max(0, bodyHeight(size) - dialog - leastAbove);
}

/** Whether a message is too long for the line of key hints, where it is shown while something is typed. */
export function isLongMessage({message, size}: ConsoleState): boolean {
	return message !== null && textWidth(escapeControls(message.text)) > size.columns - 2;
}

/** The lines above the prompt for a message that its place on the line of key hints is too short for. */
function linesAbovePrompt(state: ConsoleState): readonly (readonly Piece[])[] {
	const {message, size} = state;
	return message === null || !isLongMessage(state)
		? []
		: wrapText(escapeControls(message.text), size.columns - 2)
				.slice(0, mostFurther(state))
				.map(line => [piece(' '), piece(line, messageRole(message))]);
}

/** The wrapped lines of a text, of which the last one leaves room for the state of the view. */
function wrappedBeside(text: string, columns: number, room: number): readonly string[] {
	const lines = wrapText(text, columns - 2);
	return textWidth(lines.at(-1) ?? '') <= room ? lines : [...lines, ''];
}

/**
 * The lines for messages and prompts, at the end of the last one the state of the view. A message that is too long for the
 * screen, and a note that stands there all the time, is cut, with the key that shows it in full.
 */
export function messageLines(state: ConsoleState): readonly (readonly Piece[])[] {
	const {prompt, size, message} = state;
	if (prompt !== null && prompt.kind !== 'confirm') {
		return [...linesAbovePrompt(state), promptLine(prompt, state)];
	}

	const right = ` ${ruler(state)} `;
	const progress = progressPiece(state);
	const {text, role} = progress ?? messagePiece(state);
	const room = Math.max(0, size.columns - 1 - textWidth(right));
	const escaped = escapeControls(text);
	const isMessage = progress === null && message !== null;
	const wrapped = isMessage ? wrappedBeside(escaped, size.columns, room) : [escaped];
	const further = Math.min(wrapped.length - 1, mostFurther(state));
	// What does not fit is seen by a key.
	const whole = ` (${state.keyOf('messages')})`;
	const rest = wrapped.slice(further).join(' ').trimEnd();
	const last =
		textWidth(rest) <= room ? rest : `${cutText(rest, room - textWidth(whole), 'words')}${whole}`;
	return [
		...wrapped.slice(0, further).map(line => [piece(' '), piece(line, role)]),
		[piece(' '), piece(fitText(last, room), role), piece(right, 'dim')],
	];
}
