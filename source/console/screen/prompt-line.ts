/**
 * The line on which something is typed.
 */
import type {ConsoleState, TextPrompt, YesNoPrompt} from '../state/model.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, textWidth} from '../text/text.ts';
import {typedPieces} from '../text/typed-pieces.ts';

/** The cells that a question leaves for the typed text and the remark. */
export const typingRoom = 36;

/** The question, the text with the insertion point, and the remark. */
export function promptLine(
	prompt: TextPrompt | YesNoPrompt,
	state: ConsoleState,
): readonly Piece[] {
	const {columns} = state.size;
	if (prompt.kind === 'question') {
		return [piece(cutText(prompt.question, columns - 1, 'middle'), 'strong')];
	}

	const {input} = prompt;
	const label = cutText(prompt.question(state), Math.max(2, columns - typingRoom), 'middle');
	const room = Math.max(1, columns - textWidth(label) - 3);
	const problem = prompt.problem?.(state, input.text) ?? null;
	const wrong = problem?.isUnfinished === false ? problem : null;
	const pieces = [piece(label, 'strong'), ...typedPieces(input, state.theme, room, wrong)];
	const {text, role} = prompt.remark?.(state, input.text) ?? piece('');
	return [...pieces, piece(cutText(text, Math.max(0, columns - widthOf(pieces))), role)];
}
