/**
 * How far what is on the screen can be scrolled.
 */
import type {ConsoleState} from '../store/console-state.ts';
import {bodyHeight} from '../store/layout.ts';
import type {ScrollExtent} from '../store/move-reducers.ts';
import {detailsOf} from './details-text.ts';
import {helpText} from './help-text.ts';
import {messagesText} from './messages-text.ts';
import {planText, planTextHeight} from './plan-lines.ts';

/** Lines of the text that covers the view, or of the commands of a plan, and how many of them fit. */
export function scrollExtent(state: ConsoleState): ScrollExtent {
	const {prompt, overlay, size} = state;
	if (prompt?.kind === 'confirm') {
		const lines = planText(prompt.plan, size.columns).length;
		return {lines, height: planTextHeight(lines, size)};
	}

	const height = bodyHeight(size) - 1;
	switch (overlay?.kind) {
		case 'help':
			return {lines: helpText(state).length, height};
		case 'messages':
			return {lines: messagesText(state).length, height};
		case 'details':
			return {lines: detailsOf(state)?.lines ?? 1, height};
		case undefined:
			return {lines: state.rows.length, height};
	}
}
