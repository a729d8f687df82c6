import type {ReactNode} from 'react';
import {hintsFor} from '../keys/hints.ts';
import {keyTable} from '../keys/key-table.ts';
import type {ConsoleState} from '../store/console-state.ts';
import {Line} from './line.tsx';
import {type Piece, piece} from './paint.ts';
import {messageRole} from './saying.ts';
import {cutText, escapeControls, textWidth} from './text.ts';

/** The keys that are worth knowing just now, as many as fit. */
function hintLine(state: ConsoleState): readonly Piece[] {
	const pieces: Piece[] = [];
	let used = 0;
	for (const {key, text} of hintsFor(keyTable, state)) {
		const gap = used === 0 ? ' ' : '  ';
		const width = textWidth(`${gap}${key} ${text}`);
		if (used + width > state.size.columns) {
			break;
		}

		pieces.push(piece(gap), piece(key, 'key'), piece(` ${text}`, 'dim'));
		used += width;
	}

	return pieces;
}

/**
 * What is said while something is typed, where the message line has what is typed: why a word was not
 * taken, for example. Null where nothing is said, or the message line says it.
 */
function saidWhileTyping({prompt, message, size}: ConsoleState): readonly Piece[] | null {
	return prompt === null || prompt.kind === 'confirm' || message === null
		? null
		: [
				piece(' '),
				piece(cutText(escapeControls(message.text), size.columns - 2), messageRole(message)),
			];
}

/** One line: keys for what is selected, or what there is to be said in their place. */
export function HintLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={saidWhileTyping(state) ?? hintLine(state)} />;
}
