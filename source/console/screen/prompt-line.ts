/**
 * The line on which something is typed.
 */
import type {ConsoleState, TextPrompt, YesNoPrompt} from '../state/model.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, textWidth} from '../text/text.ts';
import {typedPieces} from '../text/typed-pieces.ts';

/** The cells that a question leaves for the typed text and the remark, on a terminal of this many columns. */
export function typingRoom(columns: number): number {
	return columns < 80 ? 26 : 36;
}

/** The question and the text with the insertion point. */
function typedLine(prompt: TextPrompt, state: ConsoleState): readonly Piece[] {
	const {columns} = state.size;
	const {input} = prompt;
	const left = prompt.room ?? typingRoom(columns);
	const label = cutText(prompt.question(state), columns - left, 'middle');
	const room = Math.max(1, columns - textWidth(label) - 3);
	const problem = prompt.problem?.(state, input.text) ?? null;
	const wrong = problem?.isUnfinished === false ? problem : null;
	return [piece(label, 'strong'), ...typedPieces(input, state.theme, room, wrong)];
}

/** The remark about the typed text, if there is no room for it beside the text; null otherwise. */
export function remarkBelow(prompt: TextPrompt, state: ConsoleState): Piece | null {
	const remark = prompt.remark?.(state, prompt.input.text) ?? piece('');
	const used = widthOf(typedLine(prompt, state)) + textWidth(remark.text);
	return used > state.size.columns ? {...remark, text: remark.text.trim()} : null;
}

/** The question, the text with the insertion point, and the remark if there is room for it. */
export function promptLine(
	prompt: TextPrompt | YesNoPrompt,
	state: ConsoleState,
): readonly Piece[] {
	if (prompt.kind === 'question') {
		return [piece(cutText(prompt.question, state.size.columns - 1, 'middle'), 'strong')];
	}

	const typed = typedLine(prompt, state);
	return remarkBelow(prompt, state) === null
		? [...typed, prompt.remark?.(state, prompt.input.text) ?? piece('')]
		: typed;
}
