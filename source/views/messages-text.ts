/**
 * The past messages in full, the newest first.
 */
import type {ConsoleState} from '../store/console-state.ts';
import {type Piece, piece} from './paint.ts';
import {escapeControls, wrapText} from './text.ts';

const roles = {info: 'text', warning: 'warn', error: 'bad'} as const;

/** All lines of the messages. */
export function messagesText({messages, size}: ConsoleState): readonly (readonly Piece[])[] {
	if (messages.length === 0) {
		return [[piece(' Nothing has been said yet.', 'dim')]];
	}

	return messages
		.toReversed()
		.flatMap(({severity, text, origin}) =>
			wrapText(`${origin}: ${escapeControls(text)}`, size.columns - 4).map((line, index) => [
				piece(index === 0 ? ' ' : '   '),
				piece(line, roles[severity]),
			]),
		);
}
