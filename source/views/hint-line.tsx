import type {ReactNode} from 'react';
import {hintsFor} from '../keys/hints.ts';
import {keyTable} from '../keys/key-table.ts';
import type {ConsoleState} from '../store/console-state.ts';
import {Line} from './line.tsx';
import {type Piece, piece} from './paint.ts';
import {textWidth} from './text.ts';

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

/** One line: keys for what is selected. */
export function HintLine({state}: {readonly state: ConsoleState}): ReactNode {
	return <Line theme={state.theme} pieces={hintLine(state)} />;
}
