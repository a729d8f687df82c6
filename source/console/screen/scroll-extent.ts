/**
 * How far what is on the screen can be scrolled.
 */

import {machineDetails} from '../../features/servers/details.ts';
import {detailsOf} from '../../features/services/details/details-text.ts';
import type {ConsoleState} from '../state/console-state.ts';
import {bodyHeight} from '../state/layout.ts';
import type {ScrollExtent} from '../state/move-reducers.ts';
import {openList} from '../table/open-list.ts';
import {overlayText} from './overlay-text.ts';
import {planText, planTextHeight} from './plan-lines.ts';

/** Lines of the text that covers the view, or of the commands of a plan, and how many of them fit. */
export function scrollExtent(state: ConsoleState): ScrollExtent {
	const {prompt, overlay, size} = state;
	if (prompt?.kind === 'confirm') {
		const lines = planText(prompt, state).length;
		return {lines, height: planTextHeight(lines, prompt, size)};
	}

	const height = bodyHeight(size) - 1;
	const text = overlayText(state);
	if (text !== null) {
		return {lines: text.lines.length, height};
	}

	const machine = machineDetails(state);
	if (machine !== null) {
		return {lines: machine.entries, height: machine.room};
	}

	return overlay?.kind === 'details'
		? {lines: detailsOf(state)?.lines ?? 1, height}
		: {lines: openList(state)?.rows.length ?? 1, height};
}
