/**
 * The scroll range of the screen.
 */
import {bodyHeight} from '../state/layout.ts';
import type {ConsoleState} from '../state/model.ts';
import type {ScrollExtent} from '../state/screen-actions.ts';
import {openList} from '../state/view.ts';
import {planText, planTextHeight} from './plan-lines.ts';

/** Lines of the overlay's text, or of the commands of a plan, and how many of them fit. */
export function scrollExtent(state: ConsoleState): ScrollExtent {
	const {prompt, overlay, size} = state;
	if (prompt?.kind === 'confirm') {
		const lines = planText(prompt, state).length;
		return {lines, height: planTextHeight(lines, prompt, size)};
	}

	const height = bodyHeight(size) - 1;
	const text = overlay?.text?.(state);
	return text === undefined
		? (overlay?.extent?.(state) ?? {lines: openList(state)?.rows.length ?? 1, height})
		: {lines: text.lines.length, height};
}
