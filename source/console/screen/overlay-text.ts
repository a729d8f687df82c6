/**
 * What covers the view as lines of text, where it is nothing but that.
 */

import {connectionText, noticesText} from '../../features/connections/console/connection-text.ts';
import {logEntryText} from '../../features/log/log-entry-text.ts';
import {differenceLines, rulesLines} from '../../features/snapshots/console/rules-text.ts';
import {unfinishedText} from '../../features/snapshots/console/unfinished-text.ts';
import {formatEndpoint} from '../../ipvs/address.ts';
import type {ConsoleState} from '../state/console-state.ts';
import type {Piece} from '../text/paint.ts';
import {helpText} from './help-text.ts';
import {messagesText} from './messages-text.ts';

export interface OverlayText {
	readonly title: string;
	readonly lines: readonly (readonly Piece[])[];
}

/** The text that covers the view; null where nothing does, or more than text. */
export function overlayText(state: ConsoleState): OverlayText | null {
	const {overlay, size} = state;
	switch (overlay?.kind) {
		case 'help':
			return {title: 'Keys', lines: helpText(state)};
		case 'log-entry':
			return {title: 'A command of the log', lines: logEntryText(state)};
		case 'messages':
			return {title: 'Messages', lines: messagesText(state)};
		case 'connection': {
			const {connection} = overlay;
			const kind = connection.template ? 'Template' : 'Connection';
			return {
				title: `${kind} of ${formatEndpoint(connection.client)}`,
				lines: connectionText(connection, state),
			};
		}
		case 'notices':
			return {title: 'What the connections tell', lines: noticesText(state)};
		case 'rules':
			return {title: overlay.title, lines: rulesLines(overlay.lines, size.columns)};
		case 'difference':
			return {title: overlay.title, lines: differenceLines(overlay, size.columns)};
		case 'unfinished':
			return {
				title: 'A restore was cut off',
				lines: unfinishedText(overlay.unfinished, size.columns),
			};
		default:
			return null;
	}
}
