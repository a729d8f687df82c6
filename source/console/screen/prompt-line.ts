/**
 * The line on which something is typed.
 */

import {filterProblem} from '../../features/connections/console/connections-filter.ts';
import {weightRange} from '../../features/servers/real-server-figures.ts';
import {isQuestion, snapshotQuestion} from '../../features/snapshots/console/snapshot-prompt.ts';
import {targetsName} from '../../plans/seen.ts';
import {keyTable} from '../../program/key-table.ts';
import {commandNames} from '../keys/command-name.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {promptError, type TextPrompt, type WeightPrompt} from '../state/prompt.ts';
import {openList} from '../table/open-list.ts';
import {fullFigure} from '../text/figures.ts';
import {type Piece, piece, widthOf} from '../text/paint.ts';
import {cutText, textWidth} from '../text/text.ts';
import {typedPieces} from '../text/typed-pieces.ts';

/** Cells that a question leaves for what is typed and what is to be said about it. */
const typingRoom = 36;

/** Each weight, or only the lowest and the highest where there are many. */
function presentWeights(targets: WeightPrompt['targets']): string {
	const all = targets.map(({server}) => server.weight).join(', ');
	const {lowest, highest} = weightRange({entries: targets});
	return all.length <= 12 ? all : `${lowest}–${highest}`;
}

/** What is asked for, with what it is now. */
function question(prompt: TextPrompt, state: ConsoleState): string {
	switch (prompt.kind) {
		case 'filter':
			return ' rows with all these words: ';
		case 'interval':
			return ` seconds between readings (now ${state.interval / 1000}): `;
		case 'budget': {
			const {budget} = state.connections;
			return ` seconds for one reading${budget === null ? '' : ` (now ${budget / 1000})`}: `;
		}

		case 'snapshot':
			return snapshotQuestion(prompt);
		case 'command':
			return ' :';
		case 'weight': {
			const name = targetsName(prompt.targets);
			const now = `(now ${presentWeights(prompt.targets)}): `;
			const whole = ` weight of ${name} ${now}`;
			// On a narrow screen the row under the cursor says which service it is.
			return whole.length <= state.size.columns - typingRoom
				? whole
				: ` weight of ${name.replace(/ in .*/, '')} ${now}`;
		}
	}
}

/** What is wrong with what was typed, or which commands there are. */
function remark(prompt: TextPrompt, state: ConsoleState): Piece {
	const error = promptError(prompt);
	if (error !== null) {
		return piece(`   ${error}`, 'bad');
	}

	switch (prompt.kind) {
		case 'command':
			return piece(`   ${commandNames(keyTable, state, prompt.input.text).join(' ')}`, 'dim');
		case 'filter': {
			if (state.view === 'connections') {
				const problem = filterProblem(prompt.input.text);
				return problem === null
					? piece('   Enter looks for them', 'dim')
					: piece(`   ${problem}`, 'bad');
			}

			const count = openList(state)?.rows.length ?? 0;
			return piece(`   ${fullFigure(count)} ${count === 1 ? 'row' : 'rows'}`, 'dim');
		}

		case 'weight':
		case 'interval':
		case 'budget':
		case 'snapshot':
			return piece('');
	}
}

/** The question, the text with the place where the next character goes, and what is to be said about it. */
export function promptLine(prompt: TextPrompt, state: ConsoleState): readonly Piece[] {
	const {columns} = state.size;
	if (prompt.kind === 'snapshot' && isQuestion(prompt)) {
		return [piece(cutText(snapshotQuestion(prompt), columns - 1, 'middle'), 'strong')];
	}

	const label = cutText(question(prompt, state), Math.max(2, columns - typingRoom), 'middle');
	const room = Math.max(1, columns - textWidth(label) - 3);
	const pieces = [piece(label, 'strong'), ...typedPieces(prompt.input, state.theme, room)];
	const {text, role} = remark(prompt, state);
	return [...pieces, piece(cutText(text, Math.max(0, columns - widthOf(pieces))), role)];
}
