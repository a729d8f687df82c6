/**
 * The line below a prompt: what is wrong with the text and where, or how it can be completed.
 */
import {characters} from '../../text/characters.ts';
import {escapeControls} from '../../text/escape.ts';
import {completionsOf} from '../state/completion.ts';
import type {ConsoleState, TextPrompt} from '../state/model.ts';
import {aroundInsertion, type CompletionCycle, type Completions} from '../state/text-input.ts';
import {type Piece, piece} from '../text/paint.ts';
import {cutText, textWidth} from '../text/text.ts';
import {remarkBelow} from './prompt-line.ts';

/** The cells of a text and one blank before it. */
function cellsOf(text: string): number {
	return textWidth(text) + 1;
}

/** The possibility in the text and what it means, then those that follow. */
function cyclePieces({items, index}: Completions & {readonly index: number}, columns: number) {
	const item = items[index];
	if (item === undefined) {
		return null;
	}

	const name = ` ${escapeControls(item.text.trim())}`;
	const place = ` ${index + 1} of ${items.length} `;
	const room = columns - textWidth(name) - textWidth(place) - 2;
	const about = cutText(item.about, Math.max(0, room), 'words');
	const gap = ' '.repeat(Math.max(0, room - textWidth(about)));
	return [piece(name, 'key'), piece(`  ${about}${gap}`), piece(place, 'dim')];
}

/** The possibilities, as many as fit; of a single one what it means. */
function possibilities({items}: Completions, columns: number): readonly Piece[] | null {
	const [first, ...others] = items;
	if (first === undefined) {
		return null;
	}

	const label = [piece(' Tab', 'key')];
	if (others.length === 0) {
		const text = escapeControls(first.text.trim());
		return [
			...label,
			piece(` ${text}`),
			piece(
				cutText(`  ${first.about}`, Math.max(0, columns - textWidth(text) - 6), 'words'),
				'dim',
			),
		];
	}

	const names = items.map(({text}) => escapeControls(text.trim()));
	let used = 6;
	const end = names.findIndex(name => {
		used += cellsOf(name);
		return used > columns - 2;
	});
	const shown = end === -1 ? names : names.slice(0, end);
	return [...label, piece(` ${shown.join(' ')}${end === -1 ? '' : ' …'}`, 'dim')];
}

/** The possibility of the text that Tab has reached, or those that it can become; null if there is none. */
export function completionLine(
	cycle: CompletionCycle | undefined,
	completions: Completions,
	columns: number,
): readonly Piece[] | null {
	return cycle === undefined ? possibilities(completions, columns) : cyclePieces(cycle, columns);
}

/** The line below a prompt; null if the keys are more useful there. */
export function promptHelp(prompt: TextPrompt, state: ConsoleState): readonly Piece[] | null {
	const {columns} = state.size;
	const {text} = prompt.input;
	if (prompt.cycle !== undefined) {
		return cyclePieces(prompt.cycle, columns);
	}

	const problem = prompt.problem?.(state, text) ?? null;
	const completions = completionsOf(prompt, state);
	const [before] = aroundInsertion(prompt.input);
	// Possibilities help with a word that has been begun; before that the keys do.
	const isBegun = before.trim() !== '' && before.trimEnd() === before;
	const ways = isBegun || problem?.isUnfinished ? possibilities(completions, columns) : null;
	const remark = remarkBelow(prompt, state);
	if (problem === null && remark !== null) {
		return [piece(' '), {...remark, text: cutText(remark.text, columns - 2, 'words')}];
	}

	if (problem === null || (problem.isUnfinished && ways !== null)) {
		return ways;
	}

	const place = characters(text.slice(0, problem.from)).length + 1;
	const said = escapeControls(`at character ${place}: ${problem.message}`);
	return [
		piece(' '),
		piece(cutText(said, columns - 2, 'words'), problem.isUnfinished ? 'dim' : 'bad'),
	];
}
