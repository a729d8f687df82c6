/**
 * What covers the view as lines of text, where it is nothing but that.
 */
import type {ConsoleState} from '../store/console-state.ts';
import {helpText} from './help-text.ts';
import {messagesText} from './messages-text.ts';
import type {Piece} from './paint.ts';

export interface OverlayText {
	readonly title: string;
	readonly lines: readonly (readonly Piece[])[];
}

/** The text that covers the view; null where nothing does, or more than text. */
export function overlayText(state: ConsoleState): OverlayText | null {
	switch (state.overlay?.kind) {
		case 'help':
			return {title: 'Keys', lines: helpText(state)};
		case 'messages':
			return {title: 'Messages', lines: messagesText(state)};
		default:
			return null;
	}
}
