/**
 * The past messages in full, newest first.
 */
import {escapeControls} from '../../text/escape.ts';
import type {ConsoleState, Overlay} from '../state/model.ts';
import {type Piece, piece} from '../text/paint.ts';
import {wrapText} from '../text/text.ts';
import {messagePiece, messageRole} from './message-style.ts';

/** All lines of the messages; before them what the message line shows now, if that is not a message. */
export function messagesText(state: ConsoleState): readonly (readonly Piece[])[] {
	const {message, messages, size} = state;
	const now = messagePiece(state);
	const said = [
		...(message === null && now.text !== '' ? [{...now, text: `now: ${now.text}`}] : []),
		...messages.toReversed().map(message => ({
			text: `${message.origin}: ${message.text}`,
			role: messageRole(message),
		})),
	];
	return said.length === 0
		? [[piece(' No messages yet.', 'dim')]]
		: said.flatMap(({text, role}) =>
				wrapText(escapeControls(text), size.columns - 4).map((line, index) => [
					piece(index === 0 ? ' ' : '   '),
					piece(line, role),
				]),
			);
}

/** The overlay with all messages so far, newest at the top. */
export const messagesOverlay: Omit<Overlay, 'scroll'> = {
	place: 'messages',
	kinds: ['helped'],
	text: state => ({title: 'Messages', lines: messagesText(state)}),
};
