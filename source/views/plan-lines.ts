/**
 * A plan that waits for an answer: exactly the commands that would be run.
 */
import {typedConsent} from '../actions/plan.ts';
import {showCommand} from '../port/show-command.ts';
import type {ConsoleState} from '../store/console-state.ts';
import {bodyHeight} from '../store/layout.ts';
import type {Confirmation} from '../store/prompt.ts';
import {clampScroll} from '../store/window-rows.ts';
import {type Piece, piece} from './paint.ts';
import {cutText, escapeControls, textWidth, wrapText} from './text.ts';
import {typedPieces} from './typed-pieces.ts';

/** The commands, on as many lines as they take: none is ever shortened. */
export function commandLines(
	{plan}: Confirmation,
	{size}: Pick<ConsoleState, 'size'>,
): readonly (readonly Piece[])[] {
	return plan.steps.flatMap(({command}) =>
		wrapText(escapeControls(showCommand(command)), size.columns - 8).map((line, index) => [
			piece(`${index === 0 ? '   ' : '       '}${line}`, 'strong'),
		]),
	);
}

/** How many of the commands' lines are on the screen: at most half of the body, so that the rows stay in sight. */
export function commandHeight(lines: number, size: ConsoleState['size']): number {
	return Math.max(1, Math.min(lines, Math.floor(bodyHeight(size) / 2) - 2));
}

/** What a person should know before agreeing. */
function warningLines(
	{plan}: Confirmation,
	{size}: Pick<ConsoleState, 'size'>,
): readonly (readonly Piece[])[] {
	const role = plan.danger === 'none' ? 'warn' : 'bad';
	return plan.warnings.flatMap(warning =>
		wrapText(`! ${escapeControls(warning)}`, size.columns - 4).map((line, index) => [
			piece(`${index === 0 ? ' ' : '   '}${line}`, role),
		]),
	);
}

/** How to answer: by a key, or by a word where traffic would be dropped. */
function answer(prompt: Confirmation, {theme}: Pick<ConsoleState, 'theme'>): readonly Piece[] {
	return prompt.plan.danger === 'none'
		? [piece('  y yes   n no')]
		: [
				piece(`  This drops traffic. Type ${typedConsent}: `, 'bad'),
				...typedPieces(prompt.input, theme),
			];
}

/** The dialog: what is to be done, the commands, and the question. */
export function planLines(
	prompt: Confirmation,
	state: ConsoleState,
): readonly (readonly Piece[])[] {
	const {columns} = state.size;
	const commands = commandLines(prompt, state);
	const height = commandHeight(commands.length, state.size);
	const first = clampScroll(prompt.scroll, commands.length, height);
	const count = prompt.plan.steps.length;
	const more =
		commands.length > height
			? `   lines ${first + 1}–${first + height} of ${commands.length}, ↓ shows more`
			: '';
	const title = cutText(`── ${prompt.plan.title}`, columns - 2);
	const question = count === 1 ? ' Run this command?' : ` Run these ${count} commands?`;
	return [
		[piece(`${title} ${'─'.repeat(Math.max(0, columns - textWidth(title) - 1))}`, 'warn')],
		...warningLines(prompt, state),
		...commands.slice(first, first + height),
		[piece(question, 'strong'), ...answer(prompt, state), piece(more, 'dim')],
	];
}
