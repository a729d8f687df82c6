/** The keys shared by views with rows; each of those views adds them. */
import type {Binding, Frame} from '../state/model.ts';
import {askFilter} from '../state/prompt.ts';
import {stepBack} from '../state/view.ts';

/** The filter key of a view. */
export function filterBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['/'],
		command: 'filter',
		where: [view],
		changes: false,
		description:
			'show only rows that contain all these words, such as an address, a port, a scheduler or a state',
		hint: {text: 'filter', priority: 4},
		run: ({store}) => store.update(askFilter),
	};
}

/** The key to go back in a view: first clears its filter, then opens the first view. */
export function stepBackBinding(view: string): Binding<Frame> {
	return {
		group: 'Rows',
		keys: ['esc'],
		command: 'step-back',
		where: [view],
		changes: false,
		description: 'clear the filter; without one, go back to the Services view',
		hint: {text: 'back', priority: 4},
		run: ({store}) => store.update(stepBack),
	};
}
